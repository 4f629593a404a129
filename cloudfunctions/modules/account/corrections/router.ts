import * as z from 'zod'
import { CORRECTION_WORDS_MAX } from '../../../contract/account/privacy'
import { ORDER_STATES } from '../../../contract/orders'
import { PERSON_FIELD_KEYS, PERSON_FIELDS, type PersonField, SEXES, type Sex } from '../../../contract/registry'
import { guardianAs, maySeeRequester } from '../../../engines/orders/permissions'
import { orderById } from '../../../engines/orders/store'
import { submit } from '../../../engines/orders/submit'
import { optionalText, textField } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { conflict, invalid, notFound } from '../../../kernel/errors'
import { recordAccess } from '../../../registry/access-log/store'
import { isUnwritableOfMinors, lacksGuardiansConsent } from '../../../registry/consents/minors'
import { maskField } from '../../../registry/facts/mask-field'
import { readField } from '../../../registry/facts/read-field'
import { readValue } from '../../../registry/facts/sealed'
import { valuesOf } from '../../../registry/facts/store'
import { subjectOf } from '../../../registry/guardianships/acting'
import { homeOf } from '../../../registry/homes/store'
import { lockPerson } from '../../../registry/people/store'
import { placeById } from '../../../registry/places/store'
import { correctionPlace } from './sealed'
import { correctionOf, correctionsAskedBy, insertCorrection, isBeingCorrected } from './store'
import { CORRECTION_OUTCOMES } from './table'

const field = z.enum(PERSON_FIELD_KEYS)
const outcome = z.nullable(z.enum(CORRECTION_OUTCOMES))
const VALUE_MAX = 200

/** 男 and 女 as people write them. */
const written = (of: PersonField, value: string) =>
  of === 'sex' ? (Object.keys(SEXES).find((sex) => SEXES[sex as Sex] === value) ?? value) : value
const shown = (of: PersonField, value: string) => (of === 'sex' ? (SEXES[value as Sex] ?? value) : value)

/** 资料更正: the person says what is wrong, the grid worker checks it and sets it right. */
export const correctionsRouter = router({
  ask: mutation(
    { callers: 'person', about: '请网格员更正我或托付给我的家人的一项资料', perMinute: 20 },
    {
      field,
      value: textField(1, VALUE_MAX),
      text: optionalText(CORRECTION_WORDS_MAX),
      forPersonId: z.uuid().optional(),
    },
    z.strictObject({ id: z.string(), promisedAt: z.string() }),
    async ({ deps, tx, caller, now }, given) => {
      const personId = subjectOf(caller, given.forPersonId)
      const isOwn = personId === caller.personId
      const read = readField(given.field, written(given.field, given.value), now)
      if ('problem' in read) throw invalid({ value: read.problem }, read.problem)
      if (!(await lockPerson(tx, personId))) throw notFound()
      const home = await homeOf(tx, personId, now)
      const grid = home && (await placeById(tx, home.gridId))
      if (!grid)
        throw invalid(
          { field: '还没登记住处' },
          isOwn ? '您还没有登记住处，请先登记，网格员才能来核实' : '这位家人还没有登记住处，请先找网格员登记',
        )
      if (await isBeingCorrected(tx, personId, given.field))
        throw conflict('correction.waiting', '这一项已经提过了，网格员还在核实')
      if (isUnwritableOfMinors(given.field) && (await lacksGuardiansConsent(tx, personId, now)))
        throw conflict('person.no_guardian', '孩子不满 14 岁，监护人先在隐私中心同意，才能登记这一项')
      const { label } = PERSON_FIELDS[given.field]
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
      const valueSealed = deps.encryption.seal(read.value, correctionPlace(id, personId))
      await insertCorrection(tx, { orderId: id, personId, field: given.field, valueSealed, createdAt: now })
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
          label: PERSON_FIELDS[field].label,
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
      /** What is registered now; null where nothing is. */
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
      const seen = (value: string) => (isFamily ? maskField(row.field, value) : value)
      const current = (await valuesOf(db, row.personId, [row.field])).find(({ state }) => state === 'current') ?? null
      const wanted = row.valueSealed && deps.encryption.open(row.valueSealed, correctionPlace(id, row.personId))
      return {
        field: row.field,
        label: PERSON_FIELDS[row.field].label,
        // The family sees of the record what 隐私中心 shows them.
        current: current && seen(shown(row.field, readValue(deps.encryption, current))),
        wanted: wanted && shown(row.field, wanted),
        outcome: row.outcome,
      }
    },
  ),
})
