import * as z from 'zod'
import { PERSON_FIELD_KEYS, PERSON_TAG_KEYS, RESIDENCY_RELATIONS } from '../../../contract/registry'
import { REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import { nothing, optionalText, textField } from '../../../kernel/dispatch/fields'
import { mutation } from '../../../kernel/dispatch/procedure'
import { invalid } from '../../../kernel/errors'
import { moveIn, moveOut } from '../../../registry/homes/move'
import { addTag, removeTag } from '../../../registry/tags/tag'
import { dayField, endOfDay } from './day-field'
import { correctField, decideDispute } from './decide'
import { addNewcomer } from './newcomer'
import { ownHome, tellerOf } from './reach'

const callers = REGISTRY_KEEPERS
const VALUE_MAX = 200
const tagged = { personId: z.uuid(), tag: z.enum(PERSON_TAG_KEYS) }
const resident = { personId: z.uuid(), homeId: z.uuid() }
const residency = { relation: z.enum(RESIDENCY_RELATIONS), isHead: z.boolean().default(false) }

export const writing = {
  correct: mutation(
    { callers, about: '改正一项；别人刚改过的先看再改' },
    {
      personId: z.uuid(),
      field: z.enum(PERSON_FIELD_KEYS),
      value: textField(1, VALUE_MAX),
      /** The value that stood on the screen; null where there was none. */
      seenId: z.nullable(z.uuid()),
    },
    z.strictObject({ outcome: z.enum(['nothing', 'set', 'dispute']), currentId: z.nullable(z.string()) }),
    async (scope, { personId, field, value, seenId }) => {
      const teller = await tellerOf(scope, personId)
      const { outcome, currentId } = await correctField(scope, teller, { personId, field, text: value, seenId })
      return { outcome, currentId }
    },
  ),

  choose: mutation(
    { callers, about: '两种说法里定一个' },
    { personId: z.uuid(), valueId: z.uuid() },
    nothing,
    async (scope, { personId, valueId }) => {
      await decideDispute(scope, await tellerOf(scope, personId), { personId, valueId })
      return {}
    },
  ),

  tag: mutation(
    { callers, about: '加一个标签，可以写到哪天为止' },
    { ...tagged, validUntil: dayField.optional() },
    z.strictObject({ isNew: z.boolean() }),
    async (scope, { personId, tag, validUntil }) => {
      const teller = await tellerOf(scope, personId)
      const until = validUntil ? endOfDay(validUntil) : null
      if (until && until <= scope.now) throw invalid({ validUntil: '到期的日子要在今天或以后' })
      const given = { personId, tag, validUntil: until, now: scope.now }
      return { isNew: await addTag(scope.deps, scope.tx, teller, given) }
    },
  ),

  untag: mutation(
    { callers, about: '去掉一个标签' },
    tagged,
    z.strictObject({ wasThere: z.boolean() }),
    async (scope, { personId, tag }) => {
      const teller = await tellerOf(scope, personId)
      return { wasThere: await removeTag(scope.deps, scope.tx, teller, { personId, tag, now: scope.now }) }
    },
  ),

  moveIn: mutation(
    { callers, about: '登记一个人在一户里，住着或者只是业主；从哪一户搬来的，那一户就到此为止' },
    {
      ...resident,
      ...residency,
      livesThere: z.boolean().default(true),
      share: z.number().int().min(1).max(10_000).optional(),
      /** Homes of one's own places that the person leaves for it. */
      leaves: z.array(z.uuid()).max(10).default([]),
    },
    z.strictObject({ isNew: z.boolean() }),
    async (scope, { personId, homeId, relation, isHead, livesThere, share, leaves }) => {
      if (share !== undefined && relation !== 'owner') throw invalid({ share: '只有业主才写产权份额' })
      await tellerOf(scope, personId)
      const { teller } = await ownHome(scope, homeId)
      const given = { personId, homeId, relation, isHead, livesThere, share: share ?? null, now: scope.now }
      const isNew = await moveIn(scope.deps, scope.tx, teller, given)
      for (const left of leaves.filter((id) => id !== homeId)) {
        const { teller: there } = await ownHome(scope, left)
        await moveOut(scope.deps, scope.tx, there, { personId, homeId: left, now: scope.now })
      }
      return { isNew }
    },
  ),

  moveOut: mutation(
    { callers, about: '登记一个人搬离了一户' },
    resident,
    z.strictObject({ wasThere: z.boolean() }),
    async (scope, { personId, homeId }) => {
      await tellerOf(scope, personId)
      const { teller } = await ownHome(scope, homeId)
      const ended = await moveOut(scope.deps, scope.tx, teller, { personId, homeId, now: scope.now })
      return { wasThere: ended > 0 }
    },
  ),

  add: mutation(
    { callers, about: '登记一个新住进来的人' },
    {
      homeId: z.uuid(),
      name: textField(1, 30),
      phone: optionalText(20),
      idNumber: optionalText(18),
      ...residency,
    },
    z.strictObject({ personId: z.string() }),
    async (scope, { key: _key, ...given }) => {
      const { teller } = await ownHome(scope, given.homeId)
      return { personId: await addNewcomer(scope, teller, given) }
    },
  ),
}
