const fs = require('node:fs')
const path = require('node:path')
const exparser = require('miniprogram-exparser')
const { phones, place, tellOf } = require('./people')
const { Phone } = require('./phone')

/** Nobody signed in; the phone keeps what it was told before. */
const passerBy = { openid: 'demo-openid-passer-by', place, storage: new Map() }
const openGuest = (url) => new Phone(passerBy).launch(url)

async function openPublic() {
  const guest = await openGuest('/pages/home/home')
  await guest.tap('诉求公开')
  return guest
}

beforeAll(async () => {
  const phone = await tellOf('广场上的长椅断了一条腿，坐不稳')
  phone.close()
})

test('a guest picks a community and reads its appeals, without who said what', async () => {
  const guest = await openPublic()
  await guest.tap('选一个社区')
  await guest.tap('青檀里社区')
  await guest.sees('檀溪苑3号楼，今天提的')
  await guest.sees('等待接单')
  for (const personal of ['长椅', '张建国']) expect(guest.text()).not.toContain(personal)
  guest.close()
})

test('the community stays; filters leave out what is not wanted, and one word brings all back', async () => {
  const guest = await openPublic()
  await guest.sees('檀溪苑3号楼，今天提的')
  await guest.tap('类别：不限')
  await guest.tap('违建')
  await guest.sees('没有这样的诉求')
  await guest.tap('看全部诉求')
  await guest.sees('类别：不限')
  await guest.sees('檀溪苑3号楼，今天提的')
  await guest.tap('在办')
  await guest.sees('檀溪苑3号楼，今天提的')
  guest.close()
})

test('one of them has a page of its own', async () => {
  const guest = await openPublic()
  await guest.tap('等待接单', 0)
  await guest.sees('离承诺时间还有')
  await guest.sees('青檀里社区')
  await guest.sees('谁提的、说了什么、拍了什么，这里都不说')
  expect(guest.text()).not.toContain('长椅')
  guest.close()
})

test('the map’s spots stand below it in words and open their appeals', async () => {
  const guest = await openPublic()
  await guest.tap('地图')
  await guest.sees('一处一处看')
  await guest.sees('邻里纠纷、养老服务只说到网格，不上图')
  await guest.tap('檀溪苑3号楼', 0)
  await guest.sees('看别处')
  await guest.tap('看别处')
  await guest.sees('一处一处看')
  guest.close()
})

test('WeChat’s map gets a mark for each spot, of pictures that are in the package, and a tap on one chooses it', async () => {
  const guest = await openPublic()
  await guest.tap('地图')
  await guest.sees('一处一处看')
  const marks = JSON.stringify(guest.pages.at(-1).instance.data).match(/\/modules\/governance\/marks\/\w+\.png/g)
  for (const mark of marks) expect(fs.existsSync(path.join(__dirname, '../../dist/weapp', mark))).toBe(true)
  const map = guest.screen.querySelector('wx-map')
  expect(map).not.toBeNull()
  exparser.Event.dispatchEvent(map.__wxElement, exparser.Event.create('markertap', { markerId: 0 }, { bubbles: false }))
  await guest.sees('看别处')
  guest.close()
})

test('the figures are read month by month, and their link is copied', async () => {
  const guest = await openPublic()
  await guest.tap('办得怎么样')
  await guest.sees('按期答复')
  await guest.sees('满意和基本满意')
  await guest.tap('看每个月的数', -1)
  await guest.sees('2025年')
  await guest.tap('复制链接')
  await guest.until(() => guest.clipboard !== undefined)
  expect(guest.clipboard).toMatch(/^https?:\/\/.+\/open\/appeal-stats\.csv\?community=[0-9a-f-]{36}$/)
  // The host's clock may be a day ahead: any month on the sheet will do.
  const month = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7)
  await guest.tap('选月份')
  await guest.sees('复制链接哪个月的')
  await guest.tap(`${month.slice(0, 4)}年${Number(month.slice(5))}月`)
  expect(guest.clipboard).toMatch(/\/open\/appeals\.csv\?community=[0-9a-f-]{36}&month=\d{4}-\d\d$/)
  expect(guest.toasts.at(-1)).toContain('链接复制好了')
  guest.close()
})

test('without a network the list that was read before is still there', async () => {
  const guest = await openPublic()
  await guest.sees('檀溪苑3号楼，今天提的')
  guest.setOnline(false)
  await guest.sees('没连上网，先看打开过的内容')
  await guest.sees('檀溪苑3号楼，今天提的')
  guest.close()
})

test('who lives here begins with their own community, and may look at another', async () => {
  const phone = await new Phone(phones.resident).launch('/modules/governance/appeals/public/list')
  await phone.sees('青檀里社区')
  await phone.tap('换社区')
  await phone.sees('看哪个社区')
  phone.close()
})
