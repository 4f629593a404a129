const { LIST, MINE, advance, choose, dispatch, expectUntold, openReach, write } = require('./notices')
const { open, phones, place } = require('./people')

const COUNTS = '/modules/secretary/people/counts'
const HOUR_SECONDS = 3600

beforeAll(() => {
  for (const key of ['outsider', 'county']) phones[key] = { openid: `demo-openid-${key}`, place, storage: new Map() }
})

/** Whom a notice goes to is chosen by these taps; the publisher's own list is left on the screen. */
async function post(key, title, ...taps) {
  const publisher = await open(key, MINE)
  await write(publisher, title, '详情请到社区服务大厅看，或者问网格员。')
  await choose(publisher, ...taps)
  await dispatch(publisher)
  await publisher.sees(title)
  publisher.close()
}

async function expectTold(title, told, others) {
  for (const key of told) {
    const reader = await open(key, LIST)
    await reader.sees(title)
    reader.close()
  }
  for (const key of others) await expectUntold(key, title)
}

test('to a list that a second person let the secretary open', async () => {
  const asking = await open('secretary', COUNTS)
  await asking.tap('女', 0)
  await asking.sees('要由第二个人同意')
  await asking.tap('应急转移和通知')
  await asking.until(() => asking.screen.querySelector('[class*="check-on"]') !== null)
  await asking.tap('申请看名单')
  await asking.sees('等同意')
  asking.close()
  const subdistrict = await open('subdistrict', '/modules/secretary/approvals/list')
  await subdistrict.tap(/女，约 \d+ 人/)
  await subdistrict.tap('同意打开')
  await subdistrict.sees('没有名单要审批')
  subdistrict.close()
  const opening = await open('secretary', '/modules/secretary/approvals/list')
  await opening.tap(/青檀里社区，女，\d+ 人/)
  await opening.tap('打开名单')
  await opening.sees('用途：应急转移和通知')
  opening.close()

  const title = '妇女健康检查本周开始'
  const secretary = await open('secretary', MINE)
  await write(secretary, title, '请带身份证到卫生站。')
  await choose(secretary, '一份名单', /女，\d+ 人/)
  await secretary.sees('女名单')
  await dispatch(secretary)
  secretary.close()
  await expectTold(title, ['elder'], ['resident'])
})

test('by tag, by role, and by name', async () => {
  await post('secretary', '独居老人送餐', '按标签', '独居', '整个青檀里社区')
  await expectTold('独居老人送餐', ['elder'], ['resident'])
  await post('secretary', '网格员周五例会', '按职务', '网格员', '整个青檀里社区')
  await expectTold('网格员周五例会', ['worker'], ['elder', 'resident'])

  const title = '请来取您的老年卡'
  const secretary = await open('secretary', MINE)
  await write(secretary, title, '周一到周五都可以。')
  await secretary.tap('改范围')
  await secretary.tap('点名')
  await secretary.type('秀兰', 2)
  await secretary.tap('找人')
  await secretary.tap('孙秀兰')
  await secretary.sees('点了 1 人')
  await secretary.tap('就发给这些人')
  await secretary.sees('点名的 1 人')
  await dispatch(secretary)
  secretary.close()
  await expectTold(title, ['elder'], ['resident', 'worker'])
})

test('the subdistrict and the county tell the places below by the same screens', async () => {
  const title = '街道办事处搬到新址'
  await post('subdistrict', title, '青檀里社区', '枣林社区')
  await expectTold(title, ['resident', 'outsider'], [])
  const subdistrict = await openReach('subdistrict', title)
  await subdistrict.sees('各社区情况')
  await subdistrict.sees('枣林社区')
  // Which homes were reached is the community's to see.
  await subdistrict.tap('枣林社区')
  expect(subdistrict.requests).not.toContain('notices.reachHomes')
  subdistrict.close()

  const whole = '全县周日试鸣防空警报'
  await post('county', whole, '整个青禾县')
  await expectTold(whole, ['resident', 'elder', 'outsider'], [])
  const county = await openReach('county', whole)
  await county.sees('各社区情况')
  await county.tap('更正、撤回、置顶')
  await county.sees('写明原因，没送到的不再送')
  county.close()
})

test('after the term the unread are on the worker’s list: marked, printed, and counted as told', async () => {
  const title = '今天下午燃气检修'
  const secretary = await open('secretary', MINE)
  await write(secretary, title, '两点到五点停气，请关好阀门。')
  await choose(secretary, '檀溪苑')
  await secretary.tap('加急')
  await secretary.sees('没看的人 4 小时后派给网格员上门')
  await dispatch(secretary)
  secretary.close()
  await advance(4 * HOUR_SECONDS + 60)

  const worker = await open('worker', '/pages/messages/messages')
  await worker.tap('有敲门名单要您去告知')
  await worker.sees(title)
  await worker.tap('标记告知', 0)
  await worker.tap('没人在家')
  await worker.tap('记下来')
  await worker.until(() => /刘海峰 今天 \d+:\d+ 没人在家/.test(worker.text()))
  // Nobody was told: the door stays, with its mark.
  await worker.tap('标记告知', 1)
  await worker.tap('电话说了')
  await worker.tap('记下来')
  await worker.until(() => /刘海峰 今天 \d+:\d+ 电话说了/.test(worker.text()))
  expect(worker.placesOf('撤回标记')).toHaveLength(2)
  await worker.tap('看打印的名单')
  await worker.sees('檀溪苑1号楼')
  worker.close()

  const again = await openReach('secretary', title)
  await again.sees('已读和告知')
  await again.sees('办完 1 人')
  again.close()
})
