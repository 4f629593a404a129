const { open, phones, place } = require('./people')

const COUNTS = '/modules/secretary/people/counts'
const APPROVALS = '/modules/secretary/approvals/list'
const LIST = '/modules/secretary/people/list'

/** Chooses one of several; what the choice lets one do is drawn with its mark. */
async function choose(phone, words) {
  await phone.tap(words)
  await phone.until(
    () => phone.screen.querySelector('[class*="check-on"]') !== null,
    15_000,
    () => `「${words}」 was not chosen: ${phone.text()}`,
  )
}

beforeAll(() => {
  phones.elder = { openid: 'demo-openid-elder', place, storage: new Map() }
})

test('a secretary opens a small list for a purpose and takes it away; the elder reads of it', async () => {
  const secretary = await open('secretary', COUNTS)
  await secretary.sees('按标签')
  await secretary.tap('独居')
  await secretary.sees('用来做什么')
  await secretary.sees('先选用来做什么')
  await choose(secretary, '走访关爱')
  await secretary.tap('打开名单')
  await secretary.sees('用途：走访关爱')
  await secretary.sees('孙秀兰')
  expect(secretary.text()).toMatch(/周敏 尾号\d{4} \d{4}-\d\d-\d\d \d\d:\d\d 编号[0-9A-F]{8}/)
  expect(secretary.text()).not.toMatch(/\D1\d{10}\D/)

  await secretary.tap('看完整号码', 0)
  await choose(secretary, '打电话联系本人')
  await secretary.tap('看电话', -1)
  await secretary.sees('遮上')
  await secretary.until(() => /\D1\d{10}\D/.test(secretary.text()))
  await secretary.tap('遮上')
  await secretary.until(() => !/\D1\d{10}\D/.test(secretary.text()))

  await secretary.tap('导出名单')
  await secretary.sees('里面每个人都查得到您导出过')
  await secretary.tap('导出表格')
  await secretary.tap('转发表格')
  expect(secretary.files).toEqual([expect.objectContaining({ fileName: '青檀里社区独居名单.csv' })])
  expect(secretary.files[0].text).toContain('孙秀兰')
  // What was read is kept on the phone for days; a list is not.
  await secretary.until(() => JSON.stringify([...secretary.storage]).includes('people.counts'))
  expect(JSON.stringify([...secretary.storage])).not.toMatch(/尾号|运河人家7号楼1单元/)
  secretary.close()

  const elder = await open('elder', '/modules/account/privacy/privacy')
  await elder.sees('社区书记 周敏')
  await elder.sees('导出了有您在内的名单，用途：走访关爱')
  elder.close()
})

test('over 200 people: the secretary asks, the subdistrict agrees, the secretary opens and exports once', async () => {
  const secretary = await open('secretary', COUNTS)
  await secretary.tap('女', 0)
  await secretary.sees('要由第二个人同意')
  await choose(secretary, '应急转移和通知')
  await secretary.tap('申请看名单')
  await secretary.sees('我申请的')
  await secretary.sees('等同意')
  secretary.close()

  phones.subdistrict = { openid: 'demo-openid-subdistrict', place, storage: new Map() }
  const subdistrict = await open('subdistrict', '/pages/messages/messages')
  await subdistrict.tap('看用途，去答复')
  await subdistrict.sees('等您同意')
  await subdistrict.tap(/女，约 \d+ 人/, 0)
  await subdistrict.sees('同意打开这份名单吗')
  await subdistrict.tap('同意打开')
  await subdistrict.sees('没有名单要审批')
  subdistrict.close()

  const again = await open('secretary', APPROVALS)
  await again.sees('前能打开一次')
  await again.tap(/青檀里社区，女，\d+ 人/, 0)
  await again.sees('能打开一次')
  await again.tap('打开名单')
  await again.sees('用途：应急转移和通知')
  await again.tap('导出名单')
  await again.tap('导出表格')
  await again.tap('转发表格')
  expect(again.files[0].text.split('\r\n').length).toBeGreaterThan(200)
  await again.replaceAllWith(APPROVALS)
  await again.sees('用过了')
  again.close()
})

test('without a network the worker is told so, and the number stays masked', async () => {
  const worker = await open('worker', '/modules/worker/residents/list')
  await worker.type('秀兰')
  await worker.tap('找人')
  await worker.tap(/孙秀兰 女 \d+ 岁(?: 独居| 重点关爱)*/, 0)
  await worker.sees('登记的内容')
  worker.setOnline(false)
  await worker.tap('看完整号码', 0)
  await worker.sees('完整的号码不存在手机上')
  await worker.tap('上门走访')
  const asked = worker.requests.filter((path) => path === 'reveal.field').length
  await worker.tap('先不看')
  expect(asked).toBe(0)
  worker.setOnline(true)
  await worker.tap('看完整号码', 0)
  await choose(worker, '上门走访')
  await worker.tap('看身份证号', -1)
  await worker.sees('遮上')
  worker.close()
})

test('a list needs a place', async () => {
  const secretary = await open('secretary', LIST)
  await secretary.sees('这个链接不完整，打不开')
  secretary.close()
})
