import type { EmployeeTemplate, SubscribeTemplate } from '../../../cloudfunctions/contract/messages'
import { TEMPLATE_PREFIX } from '../../../cloudfunctions/kernel/config'
import { templateSetting } from '../../../cloudfunctions/kernel/config/settings'

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
  {
    id: 'tmpl-notice-posted',
    title: '通知公告提醒',
    keys: { thing1: '标题', thing2: '发布单位', time3: '时间', thing4: '提示' },
  },
  {
    id: 'tmpl-alarm-raised',
    title: '异常告警提醒',
    keys: { thing1: '事项', thing2: '地点', time3: '时间', thing4: '提示' },
  },
  {
    id: 'tmpl-digest',
    title: '消息汇总提醒',
    keys: { number1: '条数', thing2: '内容', time3: '时间' },
  },
]

export const EMPLOYEE_TEMPLATES: Template[] = [
  {
    id: 'tmpl-order-waiting',
    title: '待接单提醒',
    keys: { thing1: '事项', thing2: '地点', time3: '时间', phrase4: '紧急程度' },
  },
  {
    id: 'tmpl-staff-alarm',
    title: '告警处置提醒',
    keys: { thing1: '事项', thing2: '地点', time3: '时间', thing4: '提示' },
  },
]

/** The key that is missing or not the template's, or null when all stand. */
export function strayKey(template: Template, data: Record<string, unknown>): string | null {
  const missing = Object.keys(template.keys).find((key) => !Object.hasOwn(data, key))
  return missing ?? Object.keys(data).find((key) => !Object.hasOwn(template.keys, key)) ?? null
}

/** What the server maps its own names to, in front of these simulators. */
export const SIMULATED_TEMPLATE_IDS = {
  subscribe: {
    appealProgress: 'tmpl-appeal-progress',
    noticePosted: 'tmpl-notice-posted',
    alarmRaised: 'tmpl-alarm-raised',
    digest: 'tmpl-digest',
  } satisfies Record<SubscribeTemplate, string>,
  employee: { orderWaiting: 'tmpl-order-waiting', alarmRaised: 'tmpl-staff-alarm' } satisfies Record<
    EmployeeTemplate,
    string
  >,
}

/** The same as settings of the environment. */
export const TEMPLATE_SETTINGS: Record<string, string> = Object.fromEntries(
  (['subscribe', 'employee'] as const).flatMap((channel) =>
    Object.entries(SIMULATED_TEMPLATE_IDS[channel]).map(([name, id]) => [
      templateSetting(TEMPLATE_PREFIX[channel], name),
      id,
    ]),
  ),
)
