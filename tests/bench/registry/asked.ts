import type { Pool } from 'pg'
import { recordAccess } from '../../../cloudfunctions/registry/access-log/store'
import { readValue } from '../../../cloudfunctions/registry/facts/sealed'
import { valuesOf } from '../../../cloudfunctions/registry/facts/store'
import { homesOf } from '../../../cloudfunctions/registry/homes/store'
import { phonePlace } from '../../../cloudfunctions/registry/people/sealed'
import { phoneTail } from '../../../cloudfunctions/registry/residents/grams'
import { findResidents, type ResidentQuestion } from '../../../cloudfunctions/registry/residents/search/store'
import { countsOf, residentRows } from '../../../cloudfunctions/registry/residents/store'
import { tagsOf } from '../../../cloudfunctions/registry/tags/store'
import { type Chance, chance, seededId } from '../../../local/county/seed'
import { Replay, record } from '../recording'
import type { RegistryGround } from './ground'

export const CALLS = 300

/** Median and the 99th of a hundred, in ms. */
export async function measured(ask: () => Promise<unknown>, calls = CALLS): Promise<{ p50: number; p99: number }> {
  for (let i = 0; i < 20; i++) await ask()
  const took: number[] = []
  for (let i = 0; i < calls; i++) {
    const start = performance.now()
    await ask()
    took.push(performance.now() - start)
  }
  took.sort((a, b) => a - b)
  return { p50: took[calls >> 1]!, p99: took[Math.floor(calls * 0.99)]! }
}

/** Asks the same again and again. */
type Question = () => Promise<unknown>

/** Of each question the first try as it came, and the median of five. */
const TRIES = 5

export interface Asked {
  p50: number
  p99: number
  /** The 99th of a hundred questions by the median of its tries: what the question takes, whatever else the machine does. */
  steadyP99: number
}

/** As `measured`, of questions that are picked one after another. */
export async function measuredQuestions(pick: () => Question): Promise<Asked> {
  for (let i = 0; i < 20; i++) await pick()()
  const first: number[] = []
  const steady: number[] = []
  for (let i = 0; i < CALLS; i++) {
    const ask = pick()
    const took: number[] = []
    for (let n = 0; n < TRIES; n++) {
      const start = performance.now()
      await ask()
      took.push(performance.now() - start)
    }
    first.push(took[0]!)
    steady.push(took.sort((a, b) => a - b)[TRIES >> 1]!)
  }
  const p99 = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(CALLS * 0.99)]!
  return { p50: first.toSorted((a, b) => a - b)[CALLS >> 1]!, p99: p99(first), steadyP99: p99(steady) }
}

/** What the machine makes of the same few milliseconds of arithmetic, without any database: its own unrest. */
export const arithmetic = () =>
  measured(async () => {
    let sum = 0
    for (let n = 0; n < 4e6; n++) sum = (sum * 31 + n) | 0
    return sum
  })

export interface Sample {
  personId: string
  communityId: string
  name: string
  label: string
  phone: string | null
  path: string[]
}

/** Residents to ask for: by chance, but the same every time. */
export async function samples({ pool, encryption }: RegistryGround, count: number): Promise<Sample[]> {
  const { rows } = await pool.query(
    `select r.person_id as "personId", r.community_id as "communityId", r.name, r.home_label as label, n.phone_sealed, p.path
     from residents r join people n on n.id = r.person_id join places p on p.id = r.grid_id
     where left_at is null order by md5(r.person_id::text) limit $1`,
    [count],
  )
  return rows.map(({ phone_sealed, ...row }) => ({
    ...row,
    phone: phone_sealed && encryption.open(phone_sealed, phonePlace(row.personId)),
  }))
}

/** Words that very many homes have. */
const WIDE_WORDS = ['小区', '花园', '号楼', '单元', '1单元', '3号楼']
const PAGE = 21

/** The ways of looking for residents, each at one who is there, in the whole county and in one community. */
export function searches(ground: RegistryGround, people: Sample[], communityIds: string[]) {
  const luck: Chance = chance('what is looked for')
  const find = (question: Partial<ResidentQuestion> & { placeIds: string[] }) => () =>
    findResidents(ground.db, { limit: PAGE, ...question })
  const withPhone = people.filter(({ phone }) => phone)
  const ways: Record<string, (at: (one: Sample) => string) => Question> = {
    'two characters of a name, its beginning': (at) => {
      const one = luck.pick(people)
      return find({ placeIds: [at(one)], words: one.name.slice(0, 2) })
    },
    'two characters of a name, its end': (at) => {
      const one = luck.pick(people)
      return find({ placeIds: [at(one)], words: one.name.slice(-2) })
    },
    'address, building': (at) => {
      const one = luck.pick(people)
      return find({ placeIds: [at(one)], words: one.label.replace(/单元.*$|\d+单元.*$/, '') })
    },
    'address, whole': (at) => {
      const one = luck.pick(people)
      return find({ placeIds: [at(one)], words: one.label })
    },
    'words that very many have': (at) => find({ placeIds: [at(luck.pick(people))], words: luck.pick(WIDE_WORDS) }),
    'nobody has them': (at) => find({ placeIds: [at(luck.pick(people))], words: '鸵鸟' }),
  }
  const tailOf = (one: Sample, within: string[]) =>
    within.map((communityId) => ({ communityId, tail: phoneTail(ground, communityId, one.phone!) }))
  const county = (one: Sample) => one.path[0]!
  const asked: Record<string, () => Question> = {}
  for (const [name, way] of Object.entries(ways)) {
    asked[`search, county: ${name}`] = () => way(county)
    asked[`search, community: ${name}`] = () => way(({ communityId }) => communityId)
  }
  asked['search, county: phone tail'] = () => {
    const one = luck.pick(withPhone)
    return find({ placeIds: [county(one)], phoneTails: tailOf(one, communityIds) })
  }
  asked['search, community: phone tail'] = () => {
    const one = luck.pick(withPhone)
    return find({ placeIds: [one.communityId], phoneTails: tailOf(one, [one.communityId]) })
  }
  asked["one community's list, a page"] = () => find({ placeIds: [luck.pick(people).communityId] })
  asked["one community's tag counts"] = () => {
    const { communityId } = luck.pick(people)
    return () => countsOf(ground.db, [communityId])
  }
  return asked
}

/** A person's card as stores tell it, opened in full, and the look at it written down. */
async function card({ db, encryption }: RegistryGround, personId: string): Promise<void> {
  const now = new Date()
  const [values] = await Promise.all([
    valuesOf(db, personId),
    tagsOf(db, personId),
    homesOf(db, personId, now),
    residentRows(db, personId),
  ])
  for (const value of values) readValue(encryption, value)
  const id = crypto.randomUUID()
  await recordAccess(db, [{ id, personId, viewerId: VIEWER, what: 'card', subjectId: personId, at: now }])
}

const VIEWER = seededId('bench viewer')

/** Median of the card and of its bare SQL, in turns; and how many times the one is the other. */
export async function cardAgainstSql(ground: RegistryGround, people: Sample[]) {
  const luck = chance('whose card')
  const { personId } = people[0]!
  const recording = await record(() => card(ground, personId))
  const id = String(
    recording
      .at(-1)!
      .values.find((value) => /^[0-9a-f-]{36}$/.test(String(value)) && value !== personId && value !== VIEWER),
  )
  const replay = new Replay(
    recording,
    new Map([
      [personId, 0],
      [id, 1],
    ]),
  )
  const pool: Pool = ground.pool
  const real = await measured(() => card(ground, luck.pick(people).personId))
  const bare = await measured(() => replay.run(pool, [luck.pick(people).personId, crypto.randomUUID()]))
  return { real: real.p50, bare: bare.p50, ratio: real.p50 / bare.p50 }
}
