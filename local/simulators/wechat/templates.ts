/** Message templates as the public platform would hold them: key → what the reader sees before it. */
export interface Template {
  id: string
  title: string
  keys: Record<string, string>
}

export const SUBSCRIBE_TEMPLATES: Template[] = [
  {
    id: 'tmpl-appeal-progress',
    title: '诉求进度提醒',
    keys: { character_string1: '编号', phrase2: '状态', thing3: '事项', time4: '时间', thing5: '说明' },
  },
]

export const EMPLOYEE_TEMPLATES: Template[] = [
  {
    id: 'tmpl-order-waiting',
    title: '待接单提醒',
    keys: { thing1: '事项', thing2: '地点', time3: '时间', phrase4: '紧急程度' },
  },
]

/** The key that is missing or not the template's, or null when all stand. */
export function strayKey(template: Template, data: Record<string, unknown>): string | null {
  const missing = Object.keys(template.keys).find((key) => !Object.hasOwn(data, key))
  return missing ?? Object.keys(data).find((key) => !Object.hasOwn(template.keys, key)) ?? null
}
