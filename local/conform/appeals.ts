import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { APPEAL_CATEGORY_LABELS, type AppealCategory } from '../../cloudfunctions/contract/governance/appeals'
import type { Ground } from './ground'
import type { ConformKind, Verdict } from './kind'

const point = { lat: z.number(), lng: z.number() }
const appealsFile = z.object({
  appeals: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      ...point,
      expected: z.object({ category: z.string(), urgency: z.string(), emergency: z.string().nullable() }),
    }),
  ),
})
const pairsFile = z.object({
  pairs: z.array(
    z.object({
      id: z.string(),
      first: z.string(),
      second: z.object({ text: z.string(), ...point }),
      same_matter: z.boolean(),
    }),
  ),
})
type Appeal = z.output<typeof appealsFile>['appeals'][number]
type Pair = z.output<typeof pairsFile>['pairs'][number]

const CATEGORIES_SHARE = 0.8
const FALSE_EMERGENCIES_MAX = 2
const PAIRS_SHARE = 0.9
const LOOK_ALIKES_SHARE = 1 / 8

/** Spoken appeals with what each should be taken for, and pairs of which the first should be offered or not. */
export const appealsKind: ConformKind = {
  async *run(ground, folder) {
    const { appeals } = read(folder, 'appeals.json', appealsFile)
    const pairs = existsSync(join(folder, 'pairs.json')) ? read(folder, 'pairs.json', pairsFile).pairs : []
    await layGround(ground, [...appeals, ...pairs.map((pair) => pair.second)])
    yield* judgeAppeals(ground, appeals)
    yield* judgePairs(ground, appeals, pairs)
  },

  isWithinTolerance(verdicts) {
    const judged = verdicts.filter(isJudgement)
    const offered = verdicts.filter(isOffer)
    const same = offered.filter(({ want }) => want.offered)
    const others = offered.filter(({ want }) => !want.offered)
    const right = judged.filter(({ got, want }) => got.category === want.category).length
    const missed = judged.filter(({ got, want }) => want.emergency !== null && got.emergency !== want.emergency).length
    const falseOnes = judged.filter(({ got, want }) => want.emergency === null && got.emergency !== null).length
    return (
      right >= CATEGORIES_SHARE * judged.length &&
      missed === 0 &&
      falseOnes <= FALSE_EMERGENCIES_MAX &&
      same.filter(({ ok }) => ok).length >= PAIRS_SHARE * same.length &&
      others.filter(({ ok }) => !ok).length <= LOOK_ALIKES_SHARE * others.length
    )
  },
}

function read<T extends z.ZodType>(folder: string, name: string, schema: T): z.output<T> {
  return schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
}

interface Judgement {
  category: string
  urgency: string
  emergency: string | null
}
interface Suggested extends Pick<Judgement, 'urgency' | 'emergency'> {
  categories: { category: AppealCategory }[]
}
const isJudgement = (verdict: Verdict): verdict is Verdict & { got: Judgement; want: Judgement } =>
  typeof verdict.want === 'object' && verdict.want !== null && 'category' in verdict.want
const isOffer = (verdict: Verdict): verdict is Verdict & { want: { offered: boolean } } => !isJudgement(verdict)

async function* judgeAppeals(ground: Ground, appeals: readonly Appeal[]): AsyncGenerator<Verdict> {
  const visitor = await ground.visitor()
  for (const { id, text, expected } of appeals) {
    const answer = await visitor.query<Suggested>('appeals.suggest', { text })
    const got: Judgement = {
      category: APPEAL_CATEGORY_LABELS[answer.categories[0]!.category],
      urgency: answer.urgency,
      emergency: answer.emergency,
    }
    const ok = got.category === expected.category && got.emergency === expected.emergency
    yield { id, ok, got, want: expected }
  }
}

/** Each pair by itself: the first is sent, the second asks, the first is withdrawn. */
async function* judgePairs(
  ground: Ground,
  appeals: readonly Appeal[],
  pairs: readonly Pair[],
): AsyncGenerator<Verdict> {
  const byId = new Map(appeals.map((appeal) => [appeal.id, appeal]))
  for (const { id, first, second, same_matter } of pairs) {
    const told = byId.get(first)
    if (!told) throw new Error(`pairs.json names ${first}, which appeals.json does not have`)
    const [sender, asker] = [await ground.visitor(), await ground.visitor()]
    const sent = await sender.mutate<{ id: string }>('appeals.submit', {
      text: told.text,
      fileIds: [],
      category: 'other',
      urgency: 'normal',
      point: { lat: told.lat, lng: told.lng },
    })
    await ground.settle()
    const found = await asker.query<{ id: string }[]>('appeals.similar', {
      text: second.text,
      point: { lat: second.lat, lng: second.lng },
    })
    const offered = found.some((one) => one.id === sent.id)
    await sender.mutate('appeals.withdraw', { id: sent.id })
    yield { id, ok: offered === same_matter, got: { offered }, want: { offered: same_matter } }
  }
}

const MARGIN_DEGREES = 0.01

/** One community whose grid covers every place that the recording names. */
async function layGround({ owner, newId }: Ground, points: readonly { lat: number; lng: number }[]): Promise<void> {
  const lats = points.map((one) => one.lat)
  const lngs = points.map((one) => one.lng)
  const [south, north] = [Math.min(...lats) - MARGIN_DEGREES, Math.max(...lats) + MARGIN_DEGREES]
  const [west, east] = [Math.min(...lngs) - MARGIN_DEGREES, Math.max(...lngs) + MARGIN_DEGREES]
  const shape = `((${west},${south}),(${east},${south}),(${east},${north}),(${west},${north}))`
  const path: string[] = []
  let communityId = ''
  for (const kind of ['county', 'subdistrict', 'community', 'estate', 'grid']) {
    const id = newId()
    const parentId = path.at(-1) ?? null
    path.push(id)
    if (kind !== 'estate' && kind !== 'grid') communityId = id
    await owner.query(
      `insert into places (id, kind, name, label, parent_id, path, community_id, lat, lng, shape, is_closed)
       values ($1, $2, $3, $3, $4, $5, $6, null, null, $7::polygon, false)`,
      [id, kind, `试运行${kind}`, parentId, path, communityId, kind === 'grid' ? shape : null],
    )
  }
}
