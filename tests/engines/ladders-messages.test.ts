import { describe, expect, test } from 'vitest'
import { APPEAL_CATEGORIES } from '../../cloudfunctions/contract/governance/appeals'
import { EMERGENCIES } from '../../cloudfunctions/contract/orders'
import { alarmMessage } from '../../cloudfunctions/engines/ladders/messages'
import { fitValue } from '../../cloudfunctions/kernel/wechat/template-limits'
import { whatIs } from '../../cloudfunctions/modules/governance/appeals/alarm'
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

  test('nothing of it has to be cut, whatever the appeal is about', () => {
    for (const category of APPEAL_CATEGORIES)
      for (const emergency of [null, ...EMERGENCIES]) {
        const data = kind.employee!.data({ ...params, what: whatIs({ category, emergency }) })
        for (const [key, value] of Object.entries(data)) expect(fitValue(key, value)).toBe(value)
      }
    expect(whatIs({ category: 'other', emergency: null })).toBe('紧急情况')
    expect(whatIs({ category: 'other', emergency: '119' })).toBe('着火、冒烟、被困')
  })
})
