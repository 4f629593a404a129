import * as z from 'zod'
import { CORRECTION_WORDS_MAX } from '../../../contract/account/privacy'
import { isItemKind, labelOf, VALUE_FIELDS, type ValueField } from '../../../contract/items'
import { ORDER_STATES } from '../../../contract/orders'
import { SEXES, type Sex } from '../../../contract/registry'
import { guardianAs, maySeeRequester } from '../../../engines/orders/permissions'
import { orderById } from '../../../engines/orders/store'
import { submit } from '../../../engines/orders/submit'
import type { Deps } from '../../../kernel/context'
import type { Tx } from '../../../kernel/database/open'
import { optionalText, textField } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { recordAccess } from '../../../registry/access-log/store'
import { isUnwritableOfMinors, lacksGuardiansConsent } from '../../../registry/consents/minors'
import { itemParts, writtenItem } from '../../../registry/facts/items/written'
import { readField } from '../../../registry/facts/read-field'
import { valuesOfItem } from '../../../registry/facts/store'
import { subjectOf } from '../../../registry/guardianships/acting'
import { homeOf } from '../../../registry/homes/store'
import { lockPerson } from '../../../registry/people/store'
import { placeById } from '../../../registry/places/store'
import { correctionPlace } from './sealed'
import { correctionOf, correctionsAskedBy, insertCorrection, isBeingCorrected } from './store'
import { CORRECTION_OUTCOMES } from './table'
import { valuesFor } from './values'

const field = z.enum(VALUE_FIELDS)
const outcome = z.nullable(z.enum(CORRECTION_OUTCOMES))
const VALUE_MAX = 200

/** 男 and 女 as people write them. */
const written = (of: ValueField, value: string) =>
  of === 'sex' ? (Object.keys(SEXES).find((sex) => SEXES[sex as Sex] === value) ?? value) : value

interface Asked {
  field: ValueField
  value?: string | undefined
  parts?: z.infer<typeof itemParts> | undefined
  itemId?: string | undefined
}

/** What somebody says is right, in its one spelling. Faults: input.invalid, record.not_found. */
async function wanted(deps: Deps, tx: Tx, personId: string, given: Asked, now: Date): Promise<string> {
  const { field, value = '', parts = {}, itemId = null } = given
  if (isItemKind(field) && itemId && (await valuesOfItem(tx, personId, itemId)).length === 0) throw notFound()
  if (isItemKind(field)) return writtenItem(deps, tx, { personId, kind: field, itemId, parts })
  const read = readField(field, written(field, value), now)
  if ('problem' in read) throw invalid({ value: read.problem }, read.problem)
  return read.value
}

/** 资料更正: the person says what is wrong, the grid worker checks it and sets it right. */
export const correctionsRouter = router({
  ask: mutation(
    { callers: 'person', about: '请网格员更正我或托付给我的家人的一项资料', perMinute: 20 },
    {
      field,
      /** Of a field; of an item its parts, and which one. */
      value: textField(1, VALUE_MAX).optional(),
      parts: itemParts.optional(),
      itemId: z.uuid().optional(),
      text: optionalText(CORRECTION_WORDS_MAX),
      forPersonId: z.uuid().optional(),
    },
    z.strictObject({ id: z.string(), promisedAt: z.string() }),
    async ({ deps, tx, caller, now }, given) => {
      const personId = subjectOf(caller, given.forPersonId)
      const isOwn = personId === caller.personId
      if (!(await lockPerson(tx, personId))) throw notFound()
      const itemId = (isItemKind(given.field) && given.itemId) || null
      const value = await wanted(deps, tx, personId, given, now)
      const home = await homeOf(tx, personId, now)
      const grid = home && (await placeById(tx, home.gridId))
      if (!grid)
        throw invalid(
          { field: '还没登记住处' },
          isOwn ? '您还没有登记住处，请先登记，网格员才能来核实' : '这位家人还没有登记住处，请先找网格员登记',
        )
      if (await isBeingCorrected(tx, personId, { field: given.field, itemId }))
        throw conflict('correction.waiting', '这一项已经提过了，网格员还在核实')
      if (isUnwritableOfMinors(given.field) && (await lacksGuardiansConsent(tx, personId, now)))
        throw conflict('person.no_guardian', '孩子不满 14 岁，监护人先在隐私中心同意，才能登记这一项')
      const label = labelOf(given.field)
      const { id, promisedAt } = await submit(deps, tx, caller, now, {
        kind: 'correction',
        category: given.field,
        urgency: 'normal',
        emergency: null,
        // The value itself never stands among the words: they are checked by WeChat and searched.
        text: given.text ? `${label}登记得不对。${given.text}` : `${label}登记得不对，请帮${isOwn ? '我' : '家人'}更正`,
        fileIds: [],
        gridId: grid.id,
        gridPath: grid.path,
        communityId: grid.communityId,
        placeId: grid.id,
        placeText: grid.label,
        point: null,
        requesterId: personId,
        registeredBy: null,
        proxyId: null,
        guardianId: isOwn ? null : caller.personId,
      })
      const valueSealed = deps.encryption.seal(value, correctionPlace(id, personId))
      await insertCorrection(tx, { orderId: id, personId, field: given.field, itemId, valueSealed, createdAt: now })
      return { id, promisedAt }
    },
  ),

  mine: query(
    { callers: 'person', about: '我提过的更正，或者我替一位家人提的' },
    { forPersonId: z.uuid().optional() },
    z.array(
      z.strictObject({
        id: z.string(),
        field,
        label: z.string(),
        state: z.enum(ORDER_STATES),
        outcome,
        createdAt: z.string(),
      }),
    ),
    async ({ db, caller }, { forPersonId }) => {
      const personId = subjectOf(caller, forPersonId)
      const asked = await correctionsAskedBy(db, personId)
      return asked
        .filter(({ guardianId }) => personId === caller.personId || guardianId === caller.personId)
        .map(({ orderId, field, state, outcome, createdAt }) => ({
          id: orderId,
          field,
          label: labelOf(field),
          state,
          outcome,
          createdAt: createdAt.toISOString(),
        }))
    },
  ),

  get: query(
    { callers: 'person', about: '要更正成什么，只给提的人和经办的人看' },
    { id: z.uuid() },
    z.strictObject({
      field,
      label: z.string(),
      /** What is registered now; null where nothing is, and to others once the order has ended. */
      current: z.nullable(z.string()),
      /** What the person says is right; null once the order has ended. */
      wanted: z.nullable(z.string()),
      outcome,
    }),
    async ({ deps, db, caller, now }, { id }) => {
      const [row, order] = await Promise.all([correctionOf(db, id), orderById(db, id)])
      if (!row || !order) throw notFound()
      const isFamily = guardianAs(caller, order) !== null
      const isOwn = row.personId === caller.personId || isFamily
      if (!isOwn && !maySeeRequester(caller, order, deps.kinds.of(order.kind))) throw notFound()
      if (!isOwn)
        await recordAccess(db, [
          {
            id: deps.newId(),
            personId: row.personId,
            viewerId: caller.personId,
            what: 'correction.value',
            field: row.field,
            subjectId: id,
            at: now,
          },
        ])
      return {
        field: row.field,
        label: labelOf(row.field),
        ...(await valuesFor(deps, caller, { row, order, isFamily, now })),
        outcome: row.outcome,
      }
    },
  ),
})
