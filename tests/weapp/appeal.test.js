const { open, phones, place, tellOf, titleOf } = require('./people')
const { Phone } = require('./phone')

async function accept(text) {
  const worker = await open('worker', '/pages/desk/desk')
  await worker.sees(titleOf(text))
  await worker.tap('接单')
  await worker.sees('撤销')
  return worker
}

/** Says what was done: the word stands on the bar and, once it is open, on the sheet before it. */
async function resolve(worker, result) {
  await worker.tap('办好了，请居民确认')
  await worker.type(result)
  await worker.tap('办好了，请居民确认', 0)
  await worker.sees(`您：${result}`)
}

/** Opens an order in hand, in the list rather than in the bar that offers to undo. */
async function openMine(worker, text) {
  await worker.tap('我在办')
  await worker.sees('没有更多了')
  await worker.tap(titleOf(text), 0)
}

test('from thumb to thumb: told, accepted, handled, resolved, reopened, resolved, confirmed', async () => {
  const text = '3号楼门口的路灯三天没亮了，晚上老人下楼看不清台阶'
  let resident = await tellOf(text)
  resident.close()

  let worker = await accept(text)
  await openMine(worker, text)
  await worker.tap('记进展')
  await worker.type('灯头烧坏，下午带配件来换')
  await worker.tap('记一步进展')
  await worker.sees('灯头烧坏')
  await resolve(worker, '已换新灯头，亮了')
  worker.close()

  resident = await open('resident', '/pages/home/home')
  await resident.tap(titleOf(text))
  await resident.sees('已换新灯头，亮了')
  await resident.tap('没办好，重新办')
  await resident.type('晚上还是闪')
  await resident.tap('没办好，重新办', 0)
  await resident.sees('重新办理')
  resident.close()

  worker = await open('worker', '/pages/desk/desk')
  await openMine(worker, text)
  await resolve(worker, '镇流器也换了，不闪了')
  worker.close()

  resident = await open('resident', '/pages/home/home')
  await resident.tap(titleOf(text))
  await resident.tap('确认办好')
  await resident.sees('已结案')
  resident.close()
})

test('the secretary declines with reason, the resident contests', async () => {
  const text = '楼下那棵树落叶太多，请砍掉'
  let resident = await tellOf(text)
  resident.close()

  const secretary = await open('secretary', '/modules/secretary/dispatch/list')
  await secretary.tap(titleOf(text))
  await secretary.tap('不予受理')
  await secretary.type('这棵树是登记的古树，依法不能砍')
  await secretary.tap('不予受理', 1)
  await secretary.sees('为什么不受理：这棵树是登记的古树')
  secretary.close()

  resident = await open('resident', '/modules/governance/appeals/list')
  await resident.tap(titleOf(text))
  await resident.sees('这棵树是登记的古树')
  await resident.tap('申请复核')
  await resident.type('不砍也行，请安排人扫落叶')
  await resident.tap('申请复核', 1)
  await resident.sees('复核中')
  resident.close()
})

test('a draft survives a dead network and a restart, and is sent once', async () => {
  const text = '2单元门禁坏了一周，谁都能进来'
  let resident = await open('resident', '/modules/governance/appeals/submit')
  await resident.sees('檀溪苑3号楼')
  await resident.type(text)
  resident.setOnline(false)
  await resident.tap('提交诉求')
  await resident.sees('已存成草稿')
  resident.close()

  resident = await open('resident', '/modules/governance/appeals/list')
  await resident.sees(titleOf(text))
  const sent = resident.requests.filter((path) => path === 'appeals.submit')
  expect(sent).toHaveLength(1)
  expect(resident.placesOf(titleOf(text))).toHaveLength(1)
  resident.close()
})

test('list and detail stay light: few writes to the screen, small ones', async () => {
  const resident = await open('resident', '/modules/governance/appeals/list')
  await resident.until(() => resident.placesOf('2单元门禁坏了一周').length > 0)
  const list = [...resident.writes]
  resident.writes.length = 0
  await resident.tap('2单元门禁坏了一周')
  await resident.sees('办理经过')
  const detail = [...resident.writes]
  resident.close()
  const figures = { list: summary(list), detail: summary(detail) }
  require('node:fs').mkdirSync('tests/.artifacts', { recursive: true })
  require('node:fs').writeFileSync('tests/.artifacts/weapp-setdata.json', JSON.stringify(figures))
  for (const { calls, largest } of Object.values(figures)) {
    expect(calls).toBeLessThanOrEqual(10)
    expect(largest).toBeLessThanOrEqual(40 * 1024)
  }
})

const summary = (writes) => ({
  calls: writes.length,
  bytes: writes.reduce((a, b) => a + b, 0),
  largest: Math.max(...writes),
})

test('after a restart without network the last seen list is there, marked as old', async () => {
  const phone = await open('resident', '/modules/governance/appeals/list')
  await phone.sees('2单元门禁坏了一周')
  await phone.until(() => (phone.storage.get('linli.pages') ?? '').includes('2单元门禁坏了一周'))
  phone.close()

  const dead = await new Phone(phones.resident).launch('/modules/governance/appeals/list', { isOnline: false })
  await dead.sees('2单元门禁坏了一周')
  await dead.sees('没连上网')
  dead.close()
})

test('staff turn on the employee messages from the desk, once', async () => {
  phones.volunteer = { openid: 'demo-openid-volunteer', place, storage: new Map() }
  const phone = await open('volunteer', '/pages/desk/desk')
  await phone.tap('打开提醒 ›')
  await phone.until(() => phone.placesOf('打开提醒 ›').length === 0)
  expect(phone.toasts.at(-1)).toMatch(/打开了/)
  phone.close()
})

test('handed back with reason, accepted again, passed to a colleague with reason', async () => {
  const text = '5号楼东边的健身器材少了一块踏板'
  const resident = await tellOf(text)
  resident.close()

  let worker = await accept(text)
  await openMine(worker, text)
  await worker.tap('退回重派')
  await worker.type('要先请厂家看，今天到不了')
  await worker.tap('退回重派')
  await worker.sees('要先请厂家看')
  worker.close()

  worker = await accept(text)
  await openMine(worker, text)
  await worker.tap('转给同事')
  await worker.tap('邹鹏')
  await worker.type('她认得厂家的人')
  await worker.tap('转给选中的同事')
  await worker.until(() => worker.toasts.includes('转过去了，对方会收到提醒'))
  worker.close()

  const seen = await open('resident', '/modules/governance/appeals/list')
  await seen.tap(titleOf(text))
  await seen.sees('她认得厂家的人')
  seen.close()
})

test('a worker registers for a person without a phone', async () => {
  const text = '单元门口的台阶裂了，老人差点摔倒'
  const worker = await open('worker', '/modules/worker/desk/register')
  await worker.sees('檀溪苑3号楼')
  await worker.type('赵大爷')
  await worker.type(text, 2)
  await worker.tap('登记诉求')
  await worker.sees('赵大爷的诉求')
  worker.close()

  const desk = await open('worker', '/pages/desk/desk')
  await desk.sees(titleOf(text))
  desk.close()
})
