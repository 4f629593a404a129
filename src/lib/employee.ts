import { newKey } from './key'
import { api } from './rpc'

type Binding = 'accept' | 'reject' | ''

interface EmployeeCall {
  tmplIds?: string[]
  success(answer: { bindingStatus: Binding }): void
  fail(): void
}

/** WeChat's employee relation, 用工关系, base library 3.10.0; Taro does not know it yet. */
declare const wx: Partial<
  Record<
    'bindEmployeeRelation' | 'checkEmployeeRelation' | 'requestSubscribeEmployeeMessage',
    (call: EmployeeCall) => void
  >
>

/** Whether this phone's WeChat can ring staff: a browser and an old WeChat cannot. */
export const canRingStaff = (): boolean =>
  process.env.TARO_ENV === 'weapp' && typeof wx.bindEmployeeRelation === 'function'

/** WeChat takes at most this many templates a call. */
const TEMPLATES_A_CALL = 6

const ask = (name: keyof typeof wx, tmplIds?: string[]): Promise<Binding> =>
  new Promise((resolve) => {
    const none = () => resolve('')
    wx[name]?.({ ...(tmplIds && { tmplIds }), success: (answer) => resolve(answer.bindingStatus), fail: none })
  })

/**
 * Asks in WeChat's own dialog to be rung as staff, and tells the server what was chosen. Who is bound already is asked
 * for the templates alone. Call inside a tap.
 * @param templateIds WeChat's ids, from `messages.employee`
 * @returns whether staff messages will reach this person
 */
export async function bindAsStaff(templateIds: string[]): Promise<boolean> {
  const tmplIds = templateIds.slice(0, TEMPLATES_A_CALL)
  const known = await ask('checkEmployeeRelation')
  const name = known === 'accept' ? 'requestSubscribeEmployeeMessage' : 'bindEmployeeRelation'
  const isBound = (await ask(name, tmplIds)) === 'accept' || known === 'accept'
  await api.messages.bindEmployee({ key: newKey(), isBound })
  return isBound
}
