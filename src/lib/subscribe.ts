import Taro from '@tarojs/taro'
import type { ConsentResult } from '../../cloudfunctions/contract/messages'
import { CONSENT_RESULTS } from '../../cloudfunctions/contract/messages'
import { newKey } from './key'
import { api } from './rpc'

/** WeChat shows at most three templates safely in one question. */
const TEMPLATES_A_CALL = 3

/** Whether this phone can be asked: WeChat can, a browser cannot. */
export const canSubscribe = process.env.TARO_ENV === 'weapp'

const isResult = (value: unknown): value is ConsentResult => CONSENT_RESULTS.includes(value as ConsentResult)

/**
 * Asks in WeChat's own dialog for one message of each template, and tells the server what was allowed.
 * WeChat only opens it inside a tap: call this first thing in the handler, before anything is awaited.
 * @param templateIds WeChat's ids, from `messages.credits`
 * @returns how many were allowed
 */
export async function askToNotify(templateIds: string[]): Promise<number> {
  if (!canSubscribe || templateIds.length === 0) return 0
  const tmplIds = templateIds.slice(0, TEMPLATES_A_CALL)
  const answer = await Taro.requestSubscribeMessage({ tmplIds, entityIds: [] }).catch(() => null)
  if (!answer) return 0
  const entries = tmplIds.map((id) => [id, (answer as Record<string, unknown>)[id]] as const)
  const results = Object.fromEntries(entries.filter((entry): entry is [string, ConsentResult] => isResult(entry[1])))
  await api.messages.consent({ key: newKey(), results })
  return Object.values(results).filter((result) => result === 'accept').length
}
