const { open, phones, place, tellOf, titleOf } = require('./people')

const SUBMIT = '/modules/governance/appeals/submit'
const LIST = '/modules/governance/appeals/list'
const DESK = '/pages/desk/desk'

const FIRST = '西门口的窨井盖翘起来了，骑车差点摔倒'
const AGAIN = '小区西门井盖松动翘起来，老人怕绊倒'

beforeAll(async () => {
  for (const key of ['neighbour', 'owner2']) phones[key] = { openid: `demo-openid-${key}`, place, storage: new Map() }
  const resident = await tellOf(FIRST)
  resident.close()
})

async function toldAgain(key) {
  const phone = await open(key, SUBMIT)
  await phone.sees('檀溪苑3号楼')
  await phone.type(AGAIN)
  await phone.sees('井盖问题')
  return phone
}

test('who tells the same is offered it first, joins with own words, and reads nobody else’s', async () => {
  const neighbour = await toldAgain('neighbour')
  await neighbour.sees('附近有人提过')
  await neighbour.sees('还没有别的邻居加入')
  expect(neighbour.text()).not.toContain('摔倒')
  await neighbour.tap('我也遇到，加入')
  await neighbour.sees('还没有发出去')
  await neighbour.tap('加入，补充我写的')
  await neighbour.sees('您加入了')
  expect(neighbour.requests).not.toContain('appeals.submit')
  await neighbour.tap('看办到哪一步')
  await neighbour.sees('有人提出')
  expect(neighbour.text()).not.toContain('摔倒')
  neighbour.close()
})

test('the worker reads what was added, resolves, and the neighbour hears of it', async () => {
  const worker = await open('worker', DESK)
  await worker.tap('接单')
  await worker.tap('我在办')
  await worker.sees('居民确认')
  await worker.tap(titleOf(FIRST), 0)
  await worker.sees('也遇到的邻居')
  await worker.sees(AGAIN)
  await worker.tap('办好了，请居民确认')
  await worker.type('井盖换好了')
  await worker.tap('办好了，请居民确认', 0)
  await worker.sees('您：井盖换好了')
  worker.close()

  const neighbour = await open('neighbour', '/pages/messages/messages')
  await neighbour.tap('您关注的事有进展', 0)
  await neighbour.sees('已办好，等提的人确认')
  expect(neighbour.text()).not.toContain('井盖换好了')
  await neighbour.tap('不再关注')
  await neighbour.sees('不再关注了')
  await neighbour.tap('撤销，接着关注')
  await neighbour.sees('有进展都会告诉您')
  await neighbour.replaceAllWith(LIST)
  await neighbour.tap('我也遇到的')
  await neighbour.tap('井盖问题')
  await neighbour.sees('办理经过')
  neighbour.close()
})

test('who says that it is another matter submits it', async () => {
  const owner = await toldAgain('owner2')
  await owner.sees('1 位邻居已加入')
  await owner.tap('不是同一件，继续提')
  await owner.until(() => !owner.text().includes('附近有人提过'))
  await owner.tap('提交诉求')
  await owner.sees('交上去了')
  owner.close()
})

test('who told it before is led to adding to it, with the words just written', async () => {
  const resident = await toldAgain('resident')
  await resident.sees('您提过这件')
  await resident.tap('补充情况', 0)
  await resident.sees('又有什么情况')
  await resident.send('补充情况')
  await resident.sees(`您：${AGAIN}`)
  resident.close()
})

test('without a network nothing is offered, and the form is sent as ever', async () => {
  const owner = await open('owner2', SUBMIT)
  await owner.sees('檀溪苑3号楼')
  owner.setOnline(false)
  await owner.type('西门的窨井盖又松了')
  await owner.tap('提交诉求')
  await owner.sees('已存成草稿')
  expect(owner.text()).not.toContain('附近有人提过')
  owner.setOnline(true)
  await owner.until(() => owner.answers.includes('appeals.submit'))
  owner.close()
})
