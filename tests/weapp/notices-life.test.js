const { call, mutateAs } = require('./call')
const { LIST, MINE, advance, choose, dispatch, expectUntold, openReach, write } = require('./notices')
const { open, phones, place } = require('./people')

const HOME = '/pages/home/home'
const MESSAGES = '/pages/messages/messages'
const HOUR_SECONDS = 3600
const WHOLE = '整个青檀里社区'

beforeAll(() => {
  phones.neighbour = { openid: 'demo-openid-neighbour', place, storage: new Map() }
})

/** The secretary tells everybody of the community, through the screens. */
async function post(title, body, fill = async () => {}) {
  const secretary = await open('secretary', MINE)
  await write(secretary, title, body)
  await choose(secretary, WHOLE)
  await fill(secretary)
  await dispatch(secretary)
  await secretary.sees(title)
  secretary.close()
}

/** Reads a notice from one's list, and puts the phone away. */
async function read(key, title, ...words) {
  const phone = await open(key, LIST)
  await phone.tap(title)
  for (const word of words) await phone.sees(word)
  await phone.until(() => phone.answers.includes('notices.read'))
  phone.close()
}

/** What a publisher does with a notice that is out. */
async function openMore(title) {
  const secretary = await openReach('secretary', title)
  await secretary.tap('更正、撤回、置顶')
  return secretary
}

test('corrected: readers are told what changed, read it anew, and the secretary sees who has not', async () => {
  const [was, is] = ['周三停水，请提前存水', '周四停水，请提前存水']
  await post(was, '11月25日早9点到晚5点停水。请提前存水。')
  await read('resident', was, '11月25日早9点')
  await read('elder', was, '11月25日早9点')

  const secretary = await openMore(was)
  await secretary.tap('更正')
  await secretary.sees('收到的人都会再收到一次，写着改了什么')
  await secretary.type(is, 1)
  await secretary.type('11月26日早9点到晚5点停水。请提前存水。', 2)
  // Without saying what changed nothing goes out.
  await secretary.tap('发出更正')
  expect(secretary.requests).not.toContain('notices.correct')
  await secretary.type('停水改到周四', 0)
  await secretary.tap('发出更正')
  await secretary.until(() => secretary.toasts.includes('更正好了，正在告诉大家'))
  await secretary.sees(is)
  await secretary.sees('2 人看的是更正前的')
  secretary.close()

  const resident = await open('resident', MESSAGES)
  await resident.sees(`更正：${is}`)
  await resident.sees('停水改到周四')
  await resident.tap(`更正：${is}`)
  await resident.sees('更正过：停水改到周四')
  await resident.sees('11月26日早9点')
  resident.close()

  const elder = await open('elder', HOME)
  await elder.sees('条新消息')
  await elder.replaceAllWith(LIST)
  await elder.sees('已更正')
  // The word stands on the switch above the list, and on the notice.
  await elder.until(() => elder.placesOf('没看').length === 2)
  await elder.tap(is)
  await elder.sees('更正过：停水改到周四')
  await elder.goBack()
  await elder.until(() => elder.placesOf('没看').length === 1)
  elder.close()

  const again = await openReach('secretary', is)
  await again.until(() => !again.text().includes('更正前的'))
  again.close()
})

test('pinned and unpinned: it stands on the readers’ home, and goes from there', async () => {
  const title = '居民医保开始缴费'
  await post(title, '12月20日前到社区服务大厅一楼办理。')
  await read('resident', title)
  const secretary = await openMore(title)
  await secretary.tap('置顶')
  await secretary.sees('置顶到什么时候')
  await secretary.tap(/置顶到 明天 18:00/)
  secretary.close()
  for (const key of ['resident', 'elder']) {
    const reader = await open(key, HOME)
    await reader.sees(title)
    reader.close()
  }

  const again = await openMore(title)
  await again.tap(/取消置顶，现在置顶到 明天 18:00/)
  await again.until(() => again.answers.includes('notices.pin'))
  again.close()
  const resident = await open('resident', HOME)
  await resident.until(() => !resident.text().includes(title))
  resident.close()
})

test('reminded: who has not read it, not again within four hours, and never who has', async () => {
  const title = '周六消防演练'
  const consenting = await open('resident', MESSAGES)
  await consenting.tap('微信提醒用完了')
  await consenting.tap('再允许几次')
  await consenting.sees('微信提醒还能收 2 次')
  consenting.close()
  await post(title, '周六上午十点，3号楼前空地。')
  await read('elder', title)

  const [{ id }] = (await call('secretary', 'notices.mine')).items.filter((notice) => notice.title === title)
  const remind = async (answer) => {
    const { unread } = await call('secretary', 'notices.reach', { id })
    expect(unread).toBeGreaterThan(1)
    const secretary = await openReach('secretary', title)
    await secretary.tap(`再提醒 ${unread.toLocaleString('en-US')} 人`)
    await secretary.until(() => secretary.toasts.includes(answer))
    secretary.close()
  }
  await remind('正在提醒还没看的人')
  await remind('4 小时内提醒过了，晚点再提醒')
  await advance(4 * HOUR_SECONDS)
  await remind('正在提醒还没看的人')

  const resident = await open('resident', MESSAGES)
  await resident.until(() => resident.placesOf(title).length === 3)
  resident.close()
  await read('resident', title, '3号楼前空地')
  const elder = await open('elder', MESSAGES)
  await elder.sees(title)
  expect(elder.placesOf(title)).toHaveLength(1)
  elder.close()
})

test('approved by a second person: sent back with a reason, put right, let out', async () => {
  const title = '周末老年大学停课一次'
  ;(await open('subdistrict', HOME)).close()
  const { places } = await call('secretary', 'notices.options')
  const { id: placeId } = places.find(({ kind }) => kind === 'community')
  await mutateAs('subdistrict', 'notices.setApproval', { placeId, needsApproval: true })

  const secretary = await open('secretary', MINE)
  await write(secretary, title, '本周六停课，下周照常。')
  await choose(secretary, WHOLE)
  await secretary.sees('这里发通知要第二个人同意，同意后才发出')
  await dispatch(secretary, '交去审批')
  await secretary.sees('等审批，青檀里社区')
  await secretary.tap(title)
  await secretary.sees('先不发，退回草稿')
  secretary.close()

  const first = await open('subdistrict', MESSAGES)
  await first.tap('有通知等您审批')
  await first.sees('同意发这条通知吗')
  await first.sees('本周六停课')
  await first.sees('青檀里社区，全部住户')
  await first.tap('退回去改')
  await first.sees('先写原因')
  await first.type('写上哪天补课')
  await first.tap('退回这条通知')
  await first.until(() => first.toasts.includes('退回去了，作者会看到原因'))
  first.close()

  const author = await open('secretary', MESSAGES)
  await author.tap('您的通知没有通过审批')
  await author.sees('退回来改：写上哪天补课')
  await author.type('本周六停课，下周六补课。', 1)
  await dispatch(author, '交去审批')
  author.close()

  const second = await open('subdistrict', MINE)
  await second.sees('等您审批')
  await second.tap(title)
  await second.sees('下周六补课')
  await second.tap('同意发出')
  await second.until(() => second.toasts.includes('同意了，会按定好的时间发出'))
  second.close()
  await mutateAs('subdistrict', 'notices.setApproval', { placeId, needsApproval: false })

  await read('resident', title, '下周六补课')
  const told = await open('secretary', MESSAGES)
  await told.sees('您的通知审批通过了')
  told.close()
})

test('scheduled, held back, scheduled again: who moved out meanwhile is not told', async () => {
  const title = '明晚社区放电影'
  const secretary = await open('secretary', MINE)
  await write(secretary, title, '晚七点，健身广场。')
  await choose(secretary, WHOLE)
  await secretary.tap('定时发出')
  await secretary.tap(/定在 明天 18:00/)
  await secretary.sees('明天 18:00 发出')
  await dispatch(secretary, '定时发出')
  await secretary.sees('定时发出，青檀里社区')
  await secretary.tap(title)
  await secretary.tap('先不发，退回草稿')
  await secretary.until(() => secretary.toasts.includes('先不发了，退回到草稿'))
  await secretary.sees('草稿，青檀里社区')
  await secretary.tap(title)
  await secretary.sees('定时发出')
  await secretary.tap('定时发出')
  await secretary.tap(/定在 明天 18:00/)
  await dispatch(secretary, '定时发出')
  secretary.close()

  const leaving = await open('neighbour', '/modules/account/homes/list')
  await leaving.tap('檀溪苑3号楼1单元302')
  await leaving.tap('解除这套房')
  await leaving.until(() => leaving.answers.includes('homes.unbind'))
  leaving.close()
  await expectUntold('resident', title)

  await advance(32 * HOUR_SECONDS)
  await read('resident', title, '健身广场')
  await expectUntold('neighbour', title)
})

test('over at its end: it says so, counts as unread no more, and nobody is reminded of it', async () => {
  const title = '明天下午打疫苗'
  await post(title, '两点到五点，社区卫生站。', async (secretary) => {
    await secretary.tap('到时过期')
    await secretary.tap(/留到 明天 18:00/)
    await secretary.sees('留到 明天 18:00')
  })
  const before = await open('resident', HOME)
  await before.sees('1 条没看')
  before.close()
  await advance(24 * HOUR_SECONDS)
  const resident = await open('resident', HOME)
  await resident.until(() => resident.answers.includes('notices.home') && !resident.text().includes('条没看'))
  await resident.replaceAllWith(LIST)
  await resident.sees('已过期')
  await resident.tap(title)
  await resident.sees('社区卫生站')
  await resident.sees('已过期')
  resident.close()

  const secretary = await openReach('secretary', title)
  await secretary.sees('各楼情况')
  expect(secretary.text()).not.toMatch(/再提醒 [\d,]+ 人|名单派给网格员/)
  secretary.close()
})
