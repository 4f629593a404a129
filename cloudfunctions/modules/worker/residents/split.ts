import * as z from 'zod'
import { ORDER_STATE_LABELS } from '../../../contract/orders'
import { PERSON_TAG_KEYS } from '../../../contract/registry'
import { PAGE_SIZE } from '../../../contract/reply'
import { REGISTRY_KEEPERS } from '../../../contract/worker/residents'
import { registeredFor } from '../../../engines/orders/requesters/store'
import { optionalText } from '../../../kernel/dispatch/fields'
import { mutation, query } from '../../../kernel/dispatch/procedure'
import { invalid, notFound } from '../../../kernel/errors'
import { readField } from '../../../registry/facts/read-field'
import { valuesOf } from '../../../registry/facts/store'
import { tellField } from '../../../registry/facts/tell'
import { splitPerson } from '../../../registry/people/split'
import { keptPlaces } from '../../../registry/roles/keepers'
import { ownHome, tellerOf } from './reach'

const callers = REGISTRY_KEEPERS
const MAX = 100

/** What goes to the other person alone, and what both have. */
const parted = <T extends z.ZodType>(of: T) =>
  z.strictObject({ gone: z.array(of).max(MAX).default([]), both: z.array(of).max(MAX).default([]) })

/** One record that is of two people, told apart. */
export const splitting = {
  orders: query(
    { callers, about: '替这个人登记过的事，分成两个人时好归到对的人名下' },
    { personId: z.uuid() },
    z.array(z.strictObject({ id: z.string(), label: z.string(), state: z.string(), createdAt: z.string() })),
    async (scope, { personId }) => {
      const { deps, db, caller, now } = scope
      await tellerOf({ tx: db, caller, now }, personId)
      const rows = await registeredFor(db, { personId, placeIds: keptPlaces(caller), limit: PAGE_SIZE })
      return rows.map(({ id, kind, category, state, createdAt }) => ({
        id,
        label: deps.kinds.of(kind).categoryLabel(category),
        state: ORDER_STATE_LABELS[state],
        createdAt: new Date(createdAt).toISOString(),
      }))
    },
  ),

  split: mutation(
    { callers, about: '一份登记其实是两个人：选出另一个人的，分成两份' },
    {
      personId: z.uuid(),
      /** Of the other person, where no name of the record is theirs. */
      name: optionalText(30),
      valueIds: parted(z.uuid()),
      homeIds: parted(z.uuid()),
      tags: parted(z.enum(PERSON_TAG_KEYS)),
      orderIds: z.array(z.uuid()).max(MAX).default([]),
    },
    z.strictObject({ personId: z.string() }),
    async (scope, { key: _key, name, ...given }) => {
      const { deps, tx, caller, now } = scope
      const { personId, valueIds, homeIds, orderIds } = given
      const teller = await tellerOf(scope, personId)
      const going = [...homeIds.gone, ...homeIds.both]
      if (going.length === 0) throw invalid({ homeIds: '选一处另一个人的住处' }, '选一处另一个人的住处')
      for (const homeId of going) await ownHome(scope, homeId)
      const movable = await registeredFor(tx, { personId, placeIds: keptPlaces(caller), limit: MAX })
      if (orderIds.some((id) => movable.every((order) => order.id !== id))) throw notFound()
      const names = (await valuesOf(tx, personId, ['name'])).map(({ id }) => id)
      const isNamed = [...valueIds.gone, ...valueIds.both].some((id) => names.includes(id))
      const read = isNamed ? null : readField('name', name ?? '', now)
      if (read && 'problem' in read) throw invalid({ name: read.problem }, `另一个人的姓名：${read.problem}`)
      const newId = await splitPerson(deps, tx, teller, { ...given, now })
      if (read) await tellField(deps, tx, teller, { personId: newId, field: 'name', value: read.value, now })
      return { personId: newId }
    },
  ),
}
