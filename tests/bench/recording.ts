import pg from 'pg'

interface Statement {
  text: string
  name?: string
  values: unknown[]
  /** Statements of one number were under way at the same time. */
  group: number
  answer: Record<string, unknown>[]
}

/** The statements of one call, in their order. */
export type Recording = Statement[]

type AnyQuery = (this: unknown, ...args: any[]) => any

/** Listens to every statement this process sends while `work` runs. Nothing else may use the database meanwhile. */
export async function record(work: () => Promise<unknown>): Promise<Recording> {
  const { prototype } = pg.Client
  const query = prototype.query as AnyQuery
  const recording: Recording = []
  let underWay = 0
  let group = 0
  prototype.query = function (this: unknown, ...args: any[]) {
    const [asked, values, callback] = args
    if (underWay++ === 0) group++
    const { text, name } = typeof asked === 'string' ? { text: asked } : asked
    const statement: Statement = { text, ...(name && { name }), values: values ?? [], group, answer: [] }
    recording.push(statement)
    const end = (result: pg.QueryResult | undefined) => {
      underWay--
      statement.answer = result?.rows ?? []
    }
    if (typeof callback !== 'function')
      return query.apply(this, args).then((result: pg.QueryResult) => {
        end(result)
        return result
      })
    return query.call(this, asked, values, (error: unknown, result: pg.QueryResult) => {
      end(result)
      callback(error, result)
    })
  } as typeof prototype.query
  try {
    await work()
  } finally {
    prototype.query = query as typeof prototype.query
  }
  return recording
}

/** Takes the values of one replay, by slot. */
type Maker = (fresh: unknown[]) => unknown

interface Step {
  text: string
  name?: string
  makers: Maker[]
  /** Slot that takes what a sequence gave. */
  gives?: { column: string; slot: number }
}

/** The same statements again and again, each time with new ids where the recorded call made some. */
export class Replay {
  private readonly before: Step[][] = []
  private readonly inside: Step[] = []

  /** `changing`: each recorded value (or part of a text) that differs from call to call, and its slot. */
  constructor(recording: Recording, changing: Map<string | Buffer, number>) {
    const slots = new Map(changing)
    let isInside = false
    let lastGroup = 0
    for (const { text, name, values, group, answer } of recording) {
      const step: Step = { text, makers: values.map((value) => makerOf(value, slots)), ...(name && { name }) }
      if (text.includes('nextval')) {
        const [column, given] = Object.entries(answer[0]!)[0]!
        step.gives = { column, slot: slots.size }
        slots.set(String(given), slots.size)
      }
      isInside ||= text.startsWith('begin')
      if (isInside) this.inside.push(step)
      else if (group === lastGroup) this.before.at(-1)!.push(step)
      else this.before.push([step])
      lastGroup = group
    }
  }

  /** Runs them as they were: side by side what was side by side, on one connection what was a transaction. */
  async run(pool: pg.Pool, fresh: unknown[]): Promise<pg.QueryResultRow[][]> {
    const answers: pg.QueryResultRow[][] = []
    for (const group of this.before) {
      for (const { rows } of await Promise.all(group.map((step) => pool.query(queryOf(step, fresh)))))
        answers.push(rows)
    }
    if (this.inside.length === 0) return answers
    const client = await pool.connect()
    try {
      for (const step of this.inside) {
        const { rows } = await client.query(queryOf(step, fresh))
        if (step.gives) fresh[step.gives.slot] = rows[0][step.gives.column]
        answers.push(rows)
      }
    } finally {
      client.release()
    }
    return answers
  }
}

const queryOf = ({ text, name, makers }: Step, fresh: unknown[]) => ({
  text,
  ...(name && { name }),
  values: makers.map((make) => make(fresh)),
})

function makerOf(value: unknown, slots: Map<string | Buffer, number>): Maker {
  if (Array.isArray(value)) {
    const makers = value.map((item) => makerOf(item, slots))
    return (fresh) => makers.map((make) => make(fresh))
  }
  for (const [old, slot] of slots) {
    if (Buffer.isBuffer(value) && Buffer.isBuffer(old) && value.equals(old)) return (fresh) => fresh[slot]
    if (value === old) return (fresh) => fresh[slot]
    if (typeof value !== 'string' || typeof old !== 'string' || !value.includes(old)) continue
    const [first, ...rest] = value.split(old).map((part) => makerOf(part, slots))
    return (fresh) => rest.reduce<string>((text, part) => `${text}${fresh[slot]}${part(fresh)}`, `${first!(fresh)}`)
  }
  return () => value
}
