import { type ConsentResult, SUBSCRIBE_TEMPLATES, type SubscribeTemplate } from '../../../contract/messages'

/** How many messages of one template a person still allows. */
export interface Balance {
  template: SubscribeTemplate
  label: string
  why: string
  balance: number
  templateId: string
}

const TEMPLATES = Object.keys(SUBSCRIBE_TEMPLATES) as SubscribeTemplate[]

/** Every template this deployment has, with what is left of it. `ids`: our name to WeChat's template id. */
export function balancesOf(ids: Record<string, string>, credits: ReadonlyMap<string, number>): Balance[] {
  return TEMPLATES.flatMap((template) => {
    const templateId = ids[template]
    if (!templateId) return []
    return [{ template, ...SUBSCRIBE_TEMPLATES[template], balance: credits.get(template) ?? 0, templateId }]
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
