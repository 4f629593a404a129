import { expect, test } from 'vitest'
import { suggest } from '../../../../../cloudfunctions/modules/governance/appeals/suggest/suggest'
import { EMERGENCIES, NO_EMERGENCIES } from './spoken'

test.each(Object.entries(EMERGENCIES))('%s comes first where it must', (number, texts) => {
  const missed = texts.filter((text) => suggest(text).emergency !== number)
  expect(missed).toEqual([])
  for (const text of texts) expect(suggest(text).urgency).toBe('emergency')
})

test('fears, past mishaps, drills, animals and machines raise no alarm', () => {
  expect(NO_EMERGENCIES.filter((text) => suggest(text).emergency)).toEqual([])
  for (const text of NO_EMERGENCIES) expect(suggest(text).urgency).not.toBe('emergency')
})

test('an emergency is heard in the middle of a long complaint', () => {
  const around = ['垃圾桶满了好几天没人收', '路灯也不亮', '物业费倒是年年涨', '打电话也没人接']
  for (const text of Object.values(EMERGENCIES).flat()) {
    const told = [around[0], around[1], text, around[2], around[3]].join('，')
    expect(suggest(told).emergency, told).toBe(suggest(text).emergency)
  }
})
