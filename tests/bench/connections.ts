import { connect, type Socket } from 'node:net'

/** What one connection sends next; it waits for the answer before it asks again. */
export type NextCall = () => { path: string; token: string; body: string }

export interface Counted {
  /** Answers with status 200. */
  answered: number
  /** The others, by status. */
  refused: Record<number, number>
  seconds: number
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** Keeps `width` connections busy for a while. Bare sockets, so that the client takes little of the same processors. */
export async function keepBusy(port: number, width: number, next: NextCall, ms: number): Promise<Counted> {
  const counted: Counted = { answered: 0, refused: {}, seconds: 0 }
  const startedAt = performance.now()
  const until = startedAt + ms
  const onAnswer = (status: number): boolean => {
    if (status === 200) counted.answered++
    else counted.refused[status] = (counted.refused[status] ?? 0) + 1
    return performance.now() < until
  }
  await Promise.all(Array.from({ length: width }, () => converse(connect(port, '127.0.0.1'), next, onAnswer)))
  counted.seconds = (performance.now() - startedAt) / 1000
  return counted
}

/** One connection, until `onAnswer` wants no more. */
function converse(socket: Socket, next: NextCall, onAnswer: (status: number) => boolean): Promise<void> {
  socket.setNoDelay(true)
  return new Promise((resolve, reject) => {
    let held: Buffer = Buffer.alloc(0)
    const ask = () => socket.write(request(next()))
    socket.once('connect', ask)
    socket.once('error', reject)
    socket.on('data', (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      const end = held.indexOf(HEAD_END)
      if (end < 0) return
      const head = held.toString('latin1', 0, end)
      const length = /content-length: (\d+)/i.exec(head)
      if (!length) return void socket.destroy(new Error(`an answer without its length: ${head}`))
      if (held.length < end + HEAD_END.length + Number(length[1])) return
      held = Buffer.alloc(0)
      if (onAnswer(Number(head.slice(9, 12)))) return void ask()
      socket.end()
      resolve()
    })
  })
}

const request = ({ path, token, body }: ReturnType<NextCall>) =>
  `POST ${path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\n` +
  `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
