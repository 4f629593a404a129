import * as z from 'zod'
import { LIST_FREE_UNTIL } from '../../../contract/account/privacy'
import { PERSON_TAG_KEYS, RESIDENCY_LABELS } from '../../../contract/registry'
import { PAGE_SIZE } from '../../../contract/reply'
import {
  AGE_MAX,
  CARD_LOOK,
  CARD_PURPOSE_KEYS,
  REGISTRY_KEEPERS,
  SEARCH_WORDS_MAX,
} from '../../../contract/worker/residents'
import type { Executor } from '../../../kernel/database/open'
import { cursorField, optionalText, pageOf } from '../../../kernel/dispatch/fields'
import { openCursor, sealCursor, toPage } from '../../../kernel/dispatch/page'
import { query } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { lacksGuardiansConsent } from '../../../registry/consents/minors'
import { isMinor } from '../../../registry/consents/rules'
import { buildingsWithin, homesOfBuilding, housematesOf } from '../../../registry/homes/census/store'
import { browse } from '../../../registry/lists/open'
import { dayOf, yearsBefore } from '../../../registry/people/days'
import { ageOn } from '../../../registry/people/id-number'
import { maskPhone } from '../../../registry/people/masking'
import { phonesOf } from '../../../registry/people/store'
import { placeById } from '../../../registry/places/store'
import { lookAtCard } from '../../../registry/residents/card/store'
import { phoneTail } from '../../../registry/residents/grams'
import { findResidents, type ResidentQuestion } from '../../../registry/residents/search/store'
import { keptCommunities, keptPlaces } from '../../../registry/roles/keepers'
import { hasRoleAt } from '../../../registry/roles/rules'
import { card, presentCard, sexLabelOf, tagView, tagViews } from './present'
import { ownHome } from './reach'
import { readQuestion } from './rules'

const callers = REGISTRY_KEEPERS
const age = z.number().int().min(0).max(AGE_MAX)

const known = z.strictObject({
  personId: z.string(),
  name: z.string(),
  age: z.nullable(z.number()),
  sexLabel: z.nullable(z.string()),
  tags: z.array(tagView),
})

const ageOf = (birthDate: string | null, now: Date) => (birthDate ? ageOn(birthDate, dayOf(now)) : null)

/** The day after the given one. */
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

const wordsAsked = (text: string | undefined) => {
  const read = text ? readQuestion(text) : null
  if (read && 'problem' in read) throw invalid({ words: read.problem }, read.problem)
  return read
}

const after = z.tuple([z.string(), z.uuid()])

function positionOf(cursor: string | undefined): { name: string; personId: string } | null {
  if (cursor === undefined) return null
  const read = after.safeParse(openCursor(cursor))
  if (!read.success) throw invalid({ cursor: '列表位置不对，请从头刷新' })
  return { name: read.data[0], personId: read.data[1] }
}

/** A search finds somebody; whoever needs more people asks for a list, with a purpose. */
const tooManyFound = () => conflict('search.too_many', `只能往下看到 ${LIST_FREE_UNTIL} 位，请把要找的写得再具体些`)

/** The page after this position ends within what a search shows, whoever made the cursor. */
async function isNearEnough(
  db: Executor,
  question: Omit<ResidentQuestion, 'after' | 'limit'>,
  { personId }: { personId: string },
): Promise<boolean> {
  const shown = await findResidents(db, { ...question, after: null, limit: LIST_FREE_UNTIL })
  if (shown.length < LIST_FREE_UNTIL) return true
  const at = shown.findIndex((row) => row.personId === personId)
  return at >= 0 && at + 1 + PAGE_SIZE <= LIST_FREE_UNTIL
}

export const reading = {
  search: query(
    { callers, about: '找自己网格、社区里的人：姓名、地址两个字，电话后四位，标签，年龄' },
    {
      words: optionalText(SEARCH_WORDS_MAX),
      tags: z.array(z.enum(PERSON_TAG_KEYS)).max(5).optional(),
      ageFrom: age.optional(),
      ageTo: age.optional(),
      cursor: cursorField,
    },
    pageOf(known.extend({ homeLabel: z.string(), phone: z.nullable(z.string()) })),
    async ({ deps, db, caller, now }, given) => {
      const asked = wordsAsked(given.words)
      const isBlank = !asked && !given.tags?.length && given.ageFrom === undefined && given.ageTo === undefined
      if (isBlank) throw invalid({ words: '写两个字，或者选一个标签再找' }, '写两个字，或者选一个标签再找')
      const today = dayOf(now)
      const question = {
        placeIds: keptPlaces(caller),
        ...(asked && { words: asked.words }),
        ...(asked?.tail && {
          phoneTails: keptCommunities(caller).map((communityId) => ({
            communityId,
            tail: phoneTail(deps, communityId, asked.tail!),
          })),
        }),
        ...(given.tags && { tags: given.tags }),
        ...(given.ageFrom !== undefined && { bornUntil: yearsBefore(today, given.ageFrom) }),
        // Whoever is younger than one year more than the upper end.
        ...(given.ageTo !== undefined && { bornFrom: dayAfter(yearsBefore(today, given.ageTo + 1)) }),
      }
      const after = positionOf(given.cursor)
      if (after && !(await isNearEnough(db, question, after))) throw tooManyFound()
      const rows = await findResidents(db, { ...question, after, limit: PAGE_SIZE + 1 })
      const shown = rows.slice(0, PAGE_SIZE).map(({ personId }) => personId)
      // Who looks for a name, an address or a number finds somebody; page after page, or by tags alone, is a list.
      const isList = !asked || after !== null
      if (isList && caller.grants.some(({ role }) => role === 'secretary'))
        await db.transaction((tx) => browse(tx, caller, { personIds: shown, searchId: deps.newId(), now }))
      const phones = await phonesOf(
        db,
        deps.encryption,
        rows.map(({ personId }) => personId),
      )
      return toPage(
        rows,
        (row) => ({
          personId: row.personId,
          name: row.name,
          age: ageOf(row.birthDate, now),
          sexLabel: sexLabelOf(row.sex),
          tags: tagViews(row.tags),
          homeLabel: row.homeLabel,
          // Of a child the number to call stands on the card.
          phone: isMinor(row.birthDate, today) ? null : maskedOrNull(phones.get(row.personId)),
        }),
        (last) => sealCursor([last.name, last.personId]),
      )
    },
  ),

  buildings: query(
    { callers, about: '自己网格、社区里的楼栋' },
    {},
    z.array(z.strictObject({ id: z.string(), label: z.string(), gridName: z.string(), homes: z.number() })),
    async ({ db, caller }) => buildingsWithin(db, keptPlaces(caller)),
  ),

  homes: query(
    { callers, about: '一栋楼里的住户，一户一行' },
    { buildingId: z.uuid() },
    z.strictObject({
      label: z.string(),
      homes: z.array(
        z.strictObject({
          homeId: z.string(),
          label: z.string(),
          head: z.nullable(z.string()),
          people: z.number(),
        }),
      ),
    }),
    async ({ db, caller, now }, { buildingId }) => {
      const building = await placeById(db, buildingId)
      if (building?.kind !== 'building' || !hasRoleAt(caller.grants, callers, building.path)) throw notFound()
      return { label: building.label, homes: await homesOfBuilding(db, buildingId, now) }
    },
  ),

  home: query(
    { callers, about: '一户里有谁' },
    { homeId: z.uuid() },
    z.strictObject({
      homeId: z.string(),
      label: z.string(),
      people: z.array(known.extend({ relationLabel: z.string(), isHead: z.boolean(), livesThere: z.boolean() })),
    }),
    async ({ db, caller, now }, { homeId }) => {
      const { label } = await ownHome({ tx: db, caller }, homeId)
      const people = await housematesOf(db, homeId, now)
      return {
        homeId,
        label,
        people: people.map(({ birthDate, sex, relation, tags, ...one }) => ({
          ...one,
          age: ageOf(birthDate, now),
          sexLabel: sexLabelOf(sex),
          tags: tagViews(tags),
          relationLabel: RESIDENCY_LABELS[relation],
        })),
      }
    },
  ),

  card: query(
    { callers, about: '一个人的登记卡，每一项写明来源；看了会记下来' },
    { personId: z.uuid(), purpose: z.enum(CARD_PURPOSE_KEYS).default('check') },
    card,
    async ({ deps, db, caller, now }, { personId, purpose }) => {
      const row = await lookAtCard(db, {
        id: deps.newId(),
        personId,
        viewerId: caller.personId,
        placeIds: keptPlaces(caller),
        what: `${CARD_LOOK}${purpose}`,
        now,
      })
      if (!row) throw notFound()
      return presentCard(deps.encryption, row, { isClosed: await lacksGuardiansConsent(db, personId, now), now })
    },
  ),
}

const maskedOrNull = (phone: string | undefined) => (phone ? maskPhone(phone) : null)
