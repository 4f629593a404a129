import { describe, expect, test } from 'vitest'
import { itemWords, type Vehicle } from '../../cloudfunctions/contract/items'
import { readPlate } from '../../cloudfunctions/registry/facts/items/plate'
import { itemContent, maskedItem, readItem } from '../../cloudfunctions/registry/facts/items/read-item'
import { settle } from '../../cloudfunctions/registry/facts/rules'

describe('plates', () => {
  test.each<[Vehicle, string, string | null]>([
    ['car', '鲁H12345', '鲁H12345'],
    ['car', ' 鲁h·1a34b ', '鲁H1A34B'],
    ['car', '鲁Ｈ１２３４５', '鲁H12345'],
    ['car', '京A0001警', '京A0001警'],
    ['car', '粤Z1234港', '粤Z1234港'],
    ['car', '使014578', '使014578'],
    // New energy: small with its letter first, large with it last; all letters but I in A to K.
    ['car', '鲁HD12345', '鲁HD12345'],
    ['car', '鲁HFA1234', '鲁HFA1234'],
    ['car', '鲁H12345D', '鲁H12345D'],
    ['car', '京AK12345', '京AK12345'],
    ['motorcycle', '鲁H12345', '鲁H12345'],
    ['motorcycle', '鲁HD12345', null],
    ['car', '鲁HI2345', null],
    ['car', '鲁HO2345', null],
    ['car', '鲁I12345', null],
    ['car', '鲁HD1234', '鲁HD1234'],
    ['car', '鲁HDO1234', null],
    ['car', '鲁HL12345', null],
    ['car', '鲁HI12345', null],
    ['car', '鲁H123456', null],
    ['car', '德H12345', null],
    ['car', '12345', null],
    ['eBike', '邹城 00123', '邹城00123'],
    ['eBike', 'jn-0123', 'JN0123'],
    ['eBike', '', null],
    ['eBike', '！！', null],
  ])('%s %s', (vehicle, text, expected) => {
    expect(readPlate(vehicle, text)).toBe(expected)
  })
})

describe('items', () => {
  const contact = { name: '李静', phone: '160 1234 5678', relation: '女儿', callOrder: '1' }

  test('equal ones are equal texts, whatever the order and the spelling', () => {
    const one = readItem('contact', contact)
    const two = readItem('contact', { callOrder: '1', relation: ' 女儿', phone: '+8616012345678', name: '李静' })
    expect(one).toEqual(two)
    expect(itemWords(itemContent((one as { value: string }).value))).toBe('李静，女儿，16012345678，第 1 个打')
  })

  test('what is missing or wrong is told part by part; parts of other kinds are not kept', () => {
    expect(readItem('contact', { ...contact, phone: '12345', name: '' })).toEqual({
      problems: { name: '姓名还没填', phone: '电话号码不对，请核对' },
    })
    expect(readItem('allergy', { words: '青霉素', plate: '鲁H12345' })).toEqual({ value: '{"words":"青霉素"}' })
    expect(readItem('vehicle', { vehicle: 'car', plate: 'x' })).toEqual({
      problems: { plate: '车牌号不对，写成 鲁H12345 这样' },
    })
    expect(readItem('keyHolder', { name: '王姨' })).toEqual({ value: '{"name":"王姨"}' })
  })

  test('masked: names, phones and plates in part, words not at all', () => {
    expect(maskedItem({ ...contact, phone: '16012345678' })).toBe('李*，女儿，160****5678，第 1 个打')
    expect(maskedItem({ vehicle: 'car', plate: '鲁H12345', colour: '白色' })).toBe('鲁H***45，白色，汽车')
    expect(maskedItem({ words: '家里有狗' })).toBeNull()
  })

  test('a person decides over their own contacts and vehicles, never over what was verified nor over care', () => {
    const told = { same: 'b', source: 'self' } as const
    const current = (source: 'import' | 'self' | 'gridWorker') => ({ same: 'a', source })
    expect(settle('vehicle', told, current('self'), [])).toBe('set')
    expect(settle('contact', told, current('import'), [])).toBe('set')
    expect(settle('vehicle', told, current('gridWorker'), [])).toBe('dispute')
    expect(settle('allergy', told, current('self'), [])).toBe('dispute')
    expect(settle('occupation', told, current('self'), [])).toBe('dispute')
  })
})
