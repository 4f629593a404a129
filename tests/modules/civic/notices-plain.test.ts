import { expect, test } from 'vitest'
import { plainOf } from '../../../cloudfunctions/modules/civic/notices/plain/plain'

/** As communities write them. */
const NOTICES = {
  停水: '因供水管网检修，定于11月25日（周三）9:00至17:00对檀溪苑小区暂停供水。请广大居民提前做好储水准备，届时关好水龙头。给您带来不便，敬请谅解。',
  停电: '接供电公司通知，12月2日8:30—16:30檀溪苑1至6号楼停电检修。停电期间请勿乘坐电梯。如遇雨雪天气，检修时间顺延，恢复供电前请将电器关闭。',
  医保: '2027年度城乡居民医保集中缴费期为2026年10月1日至12月31日，标准为每人每年400元。逾期不予办理。可携带身份证前往社区服务大厅办理，也可通过“青禾县医保”小程序缴纳。',
  体检: '现将65岁以上老年人免费体检有关事项通知如下：\n一、时间：12月5日（周六）8:00—11:00。\n二、地点：青檀里社区卫生服务站。\n三、请携带身份证，空腹前来。咨询电话0537-5112345。',
  电梯: '3号楼2单元电梯将于11月28日13:00至15:00进行维修，其中13:00至13:30两部电梯同时停用，请居民走楼梯。未接到电话的住户无需在家等候。',
  燃气: '燃气公司将于12月8日至10日对檀溪苑逐户开展安全检查，请家中留人。检查人员均佩戴工作证，除更换胶管外不收取任何费用，务必核实身份后再开门。',
}

test.each(Object.entries(NOTICES))('%s: every figure and name is there, and nothing that was not', (_name, text) => {
  const plain = plainOf(text)
  const figures = (of: string) => (of.match(/[0-9]+/g) ?? []).sort()
  expect(figures(plain)).toEqual(figures(text))
  for (const name of ['檀溪苑', '青檀里社区卫生服务站', '0537-5112345', '“青禾县医保”', '3号楼2单元'])
    expect(plain.split(name).length, name).toBe(text.split(name).length)
})

test('a condition stays with what hangs on it, and before what contradicts it', () => {
  const text =
    '如遇雨天，请勿前往广场集合，活动改到12月3日上午9点在社区服务中心举行，请带好身份证和医保卡准时参加。活动免费。'
  const plain = plainOf(text)
  expect(plain.startsWith('要是遇到雨天，请不要去广场集合，')).toBe(true)
  expect(plain.indexOf('活动改到')).toBeGreaterThan(plain.indexOf('雨天'))
})

test('what is said of a time is not torn from the time', () => {
  const plain = plainOf(NOTICES.停电)
  expect(plain.indexOf('停电期间')).toBeGreaterThan(plain.indexOf('12月2日'))
  expect(plain.indexOf('要是遇到雨雪')).toBeGreaterThan(plain.indexOf('停电期间'))
})

test('sentences that stand for themselves come in the order in which they are needed', () => {
  expect(plainOf('因管网老化，自来水公司更换主阀。请提前存水。11月25日早9点到晚5点停水。').split('\n')[0]).toBe(
    '11月25日早9点到晚5点停水。',
  )
})
