import {
  type ConsentResult,
  CREDITS_LOW,
  RESERVED_TEMPLATES,
  SUBSCRIBE_TEMPLATES,
  type SubscribeTemplate,
} from '../../../contract/messages'

/** How many messages of one template a person still allows. */
export interface Balance {
  template: SubscribeTemplate
  label: string
  why: string
  balance: number
  templateId: string
  /** Kept for alarms: nothing else uses it up. */
  isReserved: boolean
  /** The next reminders are at risk. */
  isLow: boolean
}

const TEMPLATES = Object.keys(SUBSCRIBE_TEMPLATES) as SubscribeTemplate[]

/** Every template this deployment has, with what is left of it. `ids`: our name to WeChat's template id. */
export function balancesOf(ids: Record<string, string>, credits: ReadonlyMap<string, number>): Balance[] {
  return TEMPLATES.flatMap((template) => {
    const templateId = ids[template]
    if (!templateId) return []
    const balance = credits.get(template) ?? 0
    const isReserved = (RESERVED_TEMPLATES as readonly SubscribeTemplate[]).includes(template)
    return [
      { template, ...SUBSCRIBE_TEMPLATES[template], balance, templateId, isReserved, isLow: balance <= CREDITS_LOW },
    ]
  })
}

/**
 * Templates the dialog's answer allows one more message of. A refusal takes nothing back: consents given earlier stay
 * good until used. An id we do not know comes from an older version of the mini-program.
 */
export function templatesAccepted(
  ids: Record<string, string>,
  results: Record<string, ConsentResult>,
): SubscribeTemplate[] {
  return TEMPLATES.filter((template) => {
    const templateId = ids[template]
    return templateId !== undefined && Object.hasOwn(results, templateId) && results[templateId] === 'accept'
  })
}
