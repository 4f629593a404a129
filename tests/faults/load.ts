import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RpcReply } from '../../cloudfunctions/contract/reply'
import { lampAppeal } from '../appeals'

/** A mutation as it was sent; `reply` is null while nobody can tell whether it took effect. */
export interface Sent {
  token: string
  path: string
  input: { key: string; id?: string }
  reply: RpcReply<any> | null
}

/** An answer of our own fault, and what it said. */
export interface Failure {
  status: number
  body: string
}

const AFTER_FAILURE_MS = 700
/** Coprime to round numbers of residents, so that all of them get their turn. */
const STRIDE = 17

/** Appeals going from submit to confirm, many at a time; two workers race for each. Everything sent is kept. */
export class Load {
  readonly sent: Sent[] = []
  readonly failures: Failure[] = []
  private isWanted = true
  private running: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly url: () => string,
    private readonly people: { residents: string[]; workers: string[] },
  ) {}

  /** How many mutations took effect and said so. */
  get answered(): number {
    return this.sent.filter((s) => s.reply?.ok).length
  }

  start(width: number): void {
    this.running = Promise.all(Array.from({ length: width }, (_, i) => this.appealAfterAppeal(i)))
  }

  async stop(): Promise<void> {
    this.isWanted = false
    await this.running
  }

  /** Sends once. An answer of the server's own fault counts as none: its effect is unknown. */
  async send({ token, path, input }: Omit<Sent, 'reply'>): Promise<RpcReply<any> | null> {
    try {
      const response = await fetch(`${this.url()}/rpc`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ path, input }),
      })
      const body = await response.text()
      if (response.status < 500) return JSON.parse(body) as RpcReply<any>
      this.failures.push({ status: response.status, body })
    } catch (error) {
      // `fetch failed`: nobody listens, or the connection broke off.
      if (!(error instanceof TypeError)) throw error
    }
    return null
  }

  private async appealAfterAppeal(i: number): Promise<void> {
    const { residents, workers } = this.people
    for (let turn = i; this.isWanted; turn += STRIDE) {
      const resident = residents[turn % residents.length]!
      const submitted = await this.mutate(resident, 'appeals.submit', lampAppeal())
      if (submitted) await this.finish(submitted.id, resident, workers)
      else await sleep(AFTER_FAILURE_MS)
    }
  }

  private async finish(id: string, resident: string, workers: string[]): Promise<void> {
    const accepts = await Promise.all(workers.map((worker) => this.mutate(worker, 'desk.accept', { id })))
    const winner = workers[accepts.findIndex(Boolean)]
    if (!winner) return
    if (!(await this.mutate(winner, 'desk.resolve', { id, text: '已换新灯头，亮了' }))) return
    await this.mutate(resident, 'appeals.confirm', { id })
  }

  private async mutate(token: string, path: string, input: object): Promise<any> {
    const sent: Sent = { token, path, input: { key: randomUUID(), ...input }, reply: null }
    this.sent.push(sent)
    sent.reply = await this.send(sent)
    return sent.reply?.ok ? sent.reply.data : null
  }
}
