import { expect, test } from 'vitest'
import { isLongTitle, subjectOf } from '../../src/parts/orders/subject'

test('a title cut from the words is not read twice', () => {
  expect(subjectOf('路灯不亮', '路灯不亮。')).toEqual({ title: '路灯不亮', words: null })
  expect(subjectOf('路灯不亮', '路灯不亮，晚上看不清台阶')).toEqual({ title: '路灯不亮', words: '晚上看不清台阶' })
  expect(subjectOf('公共设施', '，。？路灯不亮')).toEqual({ title: '公共设施', words: '，。？路灯不亮' })
  expect(subjectOf('公共设施', null)).toEqual({ title: '公共设施', words: null })
})

test('a title that is a whole sentence leaves the place to the words', () => {
  const text = '我家楼下那盏路灯从上个星期三开始一到晚上就不亮了老人下楼看不清台阶已经摔了两回，请快点修'
  const title = [...text].slice(0, 40).join('')
  expect(isLongTitle(title)).toBe(true)
  expect(subjectOf(title, text)).toEqual({ title: null, words: text })
  expect(subjectOf(title, null)).toEqual({ title, words: null })
})
