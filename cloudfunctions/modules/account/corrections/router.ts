import * as z from 'zod'
import { CORRECTION_WORDS_MAX } from '../../../contract/account/privacy'
import { ORDER_STATES } from '../../../contract/orders'
import { PERSON_FIELD_KEYS, PERSON_FIELDS, type PersonField, SEXES, type Sex } from '../../../contract/registry'
import { maySeeRequester } from '../../../engines/orders/permissions'
import { orderById } from '../../../engines/orders/store'
import { submit } from '../../../engines/orders/submit'
import { optionalText, textField } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { recordAccess } from '../../../registry/access-log/store'
import { readField } from '../../../registry/facts/read-field'
import { homeOf } from '../../../registry/homes/store'
import { lockPerson } from '../../../registry/people/store'
import { placeById } from '../../../registry/places/store'
import { correctionPlace } from './sealed'
import { correctionOf, correctionsAskedBy, insertCorrection, isBeingCorrected } from './store'
import { CORRECTION_OUTCOMES } from './table'
import { valuesFor } from './values'

const field = z.enum(PERSON_FIELD_KEYS)
const outcome = z.nullable(z.enum(CORRECTION_OUTCOMES))
const VALUE_MAX = 200

/** 男 and 女 as people write them. */
const written = (of: PersonField, value: string) =>
  of === 'sex' ? (Object.keys(SEXES).find((sex) => SEXES[sex as Sex] === value) ?? value) : value

/** 资料更正: the person says what is wrong, the grid worker checks it and sets it right. */
export const correctionsRouter = router({
  ask: mutation(
    { callers: 'person', about: '请网格员更正我的一项资料', perMinute: 20 },
    { field, value: textField(1, VALUE_MAX), text: optionalText(CORRECTION_WORDS_MAX) },
    z.strictObject({ id: z.string(), promisedAt: z.string() }),
    async ({ deps, tx, caller, now }, given) => {
      const { personId } = caller
      const read = readField(given.field, written(given.field, given.value), now)
      if ('problem' in read) throw invalid({ value: read.problem }, read.problem)
      if (!(await lockPerson(tx, personId))) throw notFound()
      const home = await homeOf(tx, personId, now)
      const grid = home && (await placeById(tx, home.gridId))
      if (!grid) throw invalid({ field: '还没登记住处' }, '您还没有登记住处，请先登记，网格员才能来核实')
      if (await isBeingCorrected(tx, personId, given.field))
        throw conflict('correction.waiting', '这一项您已经提过了，网格员还在核实')
      const { label } = PERSON_FIELDS[given.field]
      const { id, promisedAt } = await submit(deps, tx, caller, now, {
        kind: 'correction',
        category: given.field,
        urgency: 'normal',
        emergency: null,
        // The value itself never stands among the words: they are checked by WeChat and searched.
        text: given.text ? `${label}登记得不对。${given.text}` : `${label}登记得不对，请帮我更正`,
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
      })
      const valueSealed = deps.encryption.seal(read.value, correctionPlace(id, personId))
      await insertCorrection(tx, { orderId: id, personId, field: given.field, valueSealed, createdAt: now })
      return { id, promisedAt }
    },
  ),

  mine: query(
    { callers: 'person', about: '我提过的更正' },
    {},
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
    async ({ db, caller }) =>
      (await correctionsAskedBy(db, caller.personId)).map(({ orderId, field, createdAt, ...row }) => ({
        id: orderId,
        field,
        label: PERSON_FIELDS[field].label,
        createdAt: createdAt.toISOString(),
        ...row,
      })),
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
      const isOwn = row.personId === caller.personId
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
        label: PERSON_FIELDS[row.field].label,
        ...(await valuesFor(deps, caller, row, order)),
        outcome: row.outcome,
      }
    },
  ),
})
