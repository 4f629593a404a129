import * as z from 'zod'
import { GUARDIAN_RELATION_KEYS } from '../../../contract/account/family'
import { nothing, textField } from '../../../kernel/dispatch/fields'
import { mutation, query, router } from '../../../kernel/dispatch/procedure'
import { invalid } from '../../../kernel/errors'
import { answerAsk } from '../../../registry/guardianships/answer'
import { askToAct } from '../../../registry/guardianships/ask'
import { endGuardianship } from '../../../registry/guardianships/end'
import { family, familyOf } from './present'

/** Far fewer than it takes to go through a list of names. */
const ASKS_A_MINUTE = 20

/** 家人: for whom one may act, who may act for oneself, and what waits for an answer. */
export const familyRouter = router({
  list: query(
    { callers: 'person', about: '我能替谁办事、谁能替我办事、谁在等答复' },
    {},
    family,
    ({ deps, caller, now }) => familyOf(deps, caller.personId, now),
  ),

  ask: mutation(
    { callers: 'person', about: '申请替一位家人办事；有没有这个人从不说', perMinute: ASKS_A_MINUTE },
    {
      name: textField(1, 30),
      relation: z.enum(GUARDIAN_RELATION_KEYS),
      /** By one of the two. */
      homeId: z.uuid().optional(),
      phone: textField(1, 20).optional(),
    },
    nothing,
    async ({ deps, tx, caller, now }, { name, relation, homeId, phone }) => {
      if ((homeId === undefined) === (phone === undefined))
        throw invalid({ homeId: '选住处或写手机号' }, '选家人的住处，或者写家人的手机号')
      await askToAct(deps, tx, { guardianId: caller.personId, name, relation, homeId, phone, now })
      return {}
    },
  ),

  answer: mutation(
    { callers: 'person', about: '同意或不同意一位家人替我办事' },
    { id: z.uuid(), isAgreed: z.boolean(), version: textField(1, 20) },
    nothing,
    async ({ deps, tx, caller: { personId }, now }, { id, isAgreed, version }) => {
      await answerAsk(deps, tx, { id, personId, isAgreed, version, now })
      return {}
    },
  ),

  end: mutation(
    { callers: 'person', about: '不再替家人办事，不再让家人替我办事，或者撤回申请' },
    { id: z.uuid() },
    nothing,
    async ({ deps, tx, caller, now }, { id }) => {
      await endGuardianship(deps, tx, { id, actorId: caller.personId, now })
      return {}
    },
  ),
})
