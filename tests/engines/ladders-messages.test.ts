import { describe, expect, test } from 'vitest'
import { APPEAL_CATEGORY_LABELS } from '../../cloudfunctions/contract/governance/appeals'
import { alarmMessage } from '../../cloudfunctions/engines/ladders/messages'
import { fitValue } from '../../cloudfunctions/kernel/wechat/template-limits'
import { EMPLOYEE_TEMPLATES, SUBSCRIBE_TEMPLATES, strayKey } from '../../local/simulators/wechat/templates'

const kind = alarmMessage('test.alarm', '要人马上去')
const params = { ladderId: 'l', what: '消防安全', where: '檀溪苑3号楼', since: '2026-11-24 10:00' }
const templateOf = (list: typeof EMPLOYEE_TEMPLATES, id: string) => list.find((template) => template.id === id)!

describe('an alarm in WeChat', () => {
  test('has every key of its templates and no other', () => {
    expect(strayKey(templateOf(SUBSCRIBE_TEMPLATES, 'tmpl-alarm-raised'), kind.subscribe!.data(params))).toBeNull()
    expect(strayKey(templateOf(EMPLOYEE_TEMPLATES, 'tmpl-staff-alarm'), kind.employee!.data(params))).toBeNull()
    expect(Object.keys(kind.voice!.data(params))).toEqual(['param1', 'param2'])
  })

  test('nothing of it has to be cut, whatever the category', () => {
    for (const what of Object.values(APPEAL_CATEGORY_LABELS))
      for (const [key, value] of Object.entries(kind.employee!.data({ ...params, what })))
        expect(fitValue(key, value)).toBe(value)
  })
})
