const { call, mutateAs } = require('./call')
const { LIST } = require('./notices')
const { open, phones, place } = require('./people')

const WATER = '周三停水，请提前存水'
const INSURANCE = '居民医保集中缴费，12月20日截止'

/** The secretary posts a notice to the community. */
async function post(form) {
  const { places } = await call('secretary', 'notices.options')
  const [community] = places.filter(({ kind }) => kind === 'community')
  const { id } = await mutateAs('secretary', 'notices.save', {
    audience: { placeIds: [community.id], who: { kind: 'all' } },
    paid: { sms: false, voice: false },
    pinnedUntil: null,
    expiresAt: null,
    commentsAllowed: true,
    isUrgent: false,
    fileIds: [],
    ...form,
  })
  await mutateAs('secretary', 'notices.publish', { id, at: null })
  return id
}

let water

beforeAll(async () => {
  phones.elder = { openid: 'demo-openid-elder', place, storage: new Map() }
  ;(await open('secretary', '/pages/home/home')).close()
  await post({
    title: INSURANCE,
    body: '现将有关事项通知如下：2027年度居民医保缴费12月20日截止，请携带身份证前往社区服务大厅一楼办理。',
    needsConfirmation: true,
  })
  water = await post({ title: WATER, body: '11月25日早9点到晚5点停水。请提前存水。', needsConfirmation: false })
})

test('a resident finds a notice from home, reads it in plain words and as written, confirms and comments', async () => {
  const resident = await open('resident', '/pages/home/home')
  await resident.sees('2 条没看')
  await resident.tap('2 条没看')
  await resident.sees(WATER)
  await resident.sees('要您确认')
  await resident.tap(INSURANCE)
  await resident.sees('现将有关事项通知如下')
  await resident.tap('看大白话')
  await resident.sees('按规则整理，以原文为准')
  expect(resident.text()).toContain('12月20日')
  await resident.tap('看原文')
  await resident.sees('现将有关事项通知如下')
  await resident.tap('听一遍')
  expect(resident.toasts.at(-1)).toContain('屏幕朗读')
  await resident.tap('我已知晓')
  await resident.sees('已知晓')
  await resident.until(() => resident.placesOf('我已知晓').length === 0)
  await resident.type('周六能不能办')
  await resident.tap('发出留言')
  await resident.sees('周六能不能办')
  await resident.tap('删掉留言')
  await resident.send('删掉留言')
  await resident.sees('还没有人留言')
  resident.close()

  const again = await open('resident', LIST)
  await again.sees(INSURANCE)
  await again.tap('没看', 0)
  await again.until(() => again.text().includes(WATER) && !again.text().includes(INSURANCE))
  again.close()
})

test('an elder reads the same in plain words', async () => {
  const elder = await open('elder', LIST)
  await elder.tap(INSURANCE)
  await elder.tap('看大白话')
  await elder.sees('按规则整理，以原文为准')
  elder.close()
})

test('whom it did not reach is on the worker’s list: marked, and taken back', async () => {
  await mutateAs('secretary', 'notices.sendDoorList', { id: water })
  const worker = await open('worker', '/pages/home/home')
  await worker.tap('敲门名单')
  await worker.sees(WATER)
  await worker.tap(WATER)
  await worker.tap('标记告知', 0)
  await worker.tap('当面说了')
  await worker.tap('记下来')
  await worker.sees('撤回标记')
  expect(worker.text()).toMatch(/刘海峰 今天 \d+:\d+ 当面说了/)
  await worker.tap('撤回标记')
  await worker.until(() => !worker.text().includes('当面说了'))
  await worker.tap('看打印的名单')
  await worker.sees('檀溪苑')
  await worker.sees('刘海峰 尾号')
  worker.close()
})

test('the secretary sees on the page of its reach who goes where, the people, and marks one', async () => {
  const secretary = await open('secretary', `/modules/civic/notices/reach?id=${water}`)
  await secretary.sees('敲门名单')
  // Nobody's people are looked at, and no look at them is written down, before a grid is tapped.
  expect(secretary.text()).not.toContain('标记告知')
  expect(secretary.requests).not.toContain('doors.entries')
  const [, grid, left] = secretary.text().match(/敲门名单还有 [\d,]+ 人(青檀里第\d网格)[^\d]+去还有 (\d+) 人/)
  await secretary.tap(grid)
  await secretary.sees('标记告知')
  await secretary.tap('标记告知', 0)
  await secretary.tap('电话说了')
  await secretary.tap('记下来')
  await secretary.sees('电话说了')
  await secretary.sees(`还有 ${Number(left) - 1} 人，办完 1 人`)
  await secretary.tap(grid)
  await secretary.until(() => !secretary.text().includes('标记告知'))
  secretary.close()
})
