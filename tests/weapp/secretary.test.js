const { open, phones, place, titleOf } = require('./people')

const BOARD = '/modules/secretary/dispatch/list'
const SEARCH = '/modules/secretary/dispatch/search'
const PROMISES = '/modules/secretary/promises/promises'

const LEASH = '凉亭旁边遛狗不拴绳，吓哭了孩子'
const CHASED = '凉亭那里有人遛狗不拴绳，追着孩子跑'

beforeAll(async () => {
  for (const key of ['neighbour', 'subdistrict'])
    phones[key] = { openid: `demo-openid-${key}`, place, storage: new Map() }
  for (const text of [LEASH, CHASED]) {
    const resident = await open('resident', '/modules/governance/appeals/submit')
    await resident.sees('檀溪苑3号楼')
    await resident.type(text)
    await resident.sees('听着像：宠物管理')
    await resident.tap('提交诉求')
    await resident.sees('交上去了')
    resident.close()
  }
})

/** What the server was asked by a procedure since then. */
const asked = (phone, path) => phone.requests.filter((one) => one === path).length

test('the figures and chips filter the board, also after an order was looked at', async () => {
  const secretary = await open('secretary', BOARD)
  await secretary.tap('类别：全部')
  await secretary.tap('违建')
  await secretary.sees('这样筛选，现在没有单')
  await secretary.tap('看全部没办完的')
  await secretary.tap('类别：全部')
  await secretary.tap('宠物管理')
  await secretary.sees(titleOf(LEASH))
  await secretary.tap('状态：全部')
  await secretary.tap('复核中')
  await secretary.sees('这样筛选，现在没有单')
  await secretary.tap('状态：复核中')
  await secretary.tap('等待接单')
  await secretary.tap(titleOf(LEASH), 0)
  await secretary.sees('办理经过')
  await secretary.goBack()
  await secretary.sees('状态：等待接单')
  await secretary.sees('类别：宠物管理')
  await secretary.sees(titleOf(LEASH))
  await secretary.tap('超期')
  await secretary.sees('这样筛选，现在没有单')
  secretary.close()
})

test('the search asks for two characters, finds, filters, and remembers on this phone alone', async () => {
  const secretary = await open('secretary', BOARD)
  await secretary.tap('找一件单子')
  await secretary.sees('写两个字就能找')
  await secretary.type('灯')
  await secretary.tap('找一找')
  await secretary.sees('每个词至少两个字')
  expect(asked(secretary, 'dispatch.search')).toBe(0)
  await secretary.type('凉亭 不拴绳')
  await secretary.tap('找一找')
  await secretary.sees(titleOf(LEASH))
  await secretary.sees(titleOf(CHASED))
  await secretary.tap('状态：全部')
  await secretary.tap('已经结束的')
  await secretary.sees('没找到「凉亭 不拴绳」')
  secretary.close()

  const again = await open('secretary', SEARCH)
  await again.sees('最近找过的')
  await again.tap('凉亭 不拴绳')
  await again.sees(titleOf(LEASH))
  again.close()

  const subdistrict = await open('subdistrict', SEARCH)
  await subdistrict.sees('写两个字就能找')
  expect(subdistrict.text()).not.toContain('凉亭 不拴绳')
  subdistrict.close()

  const last = await open('secretary', SEARCH)
  await last.tap('清掉找过的')
  await last.sees('写两个字就能找')
  last.close()
})

test('two of one matter are merged from the board and taken apart again', async () => {
  const secretary = await open('secretary', SEARCH)
  await secretary.type('追着')
  await secretary.tap('找一找')
  await secretary.tap(titleOf(CHASED), 0)
  await secretary.sees('办理经过')
  await secretary.tap('并到同一件事')
  await secretary.sees('很像')
  await secretary.tap(titleOf(LEASH))
  await secretary.sees('并到这一件，由它办')
  await secretary.tap('并到这一件')
  await secretary.sees('并好了')
  await secretary.tap('看合在一起的那件')
  await secretary.sees('并进来一起办')
  await secretary.tap(titleOf(CHASED))
  await secretary.sees(`并到了「${titleOf(LEASH)}」`)
  await secretary.tap('拆出来单独办')
  await secretary.sees('期限从现在重新算')
  await secretary.tap('拆出来单独办')
  await secretary.sees('派给一个人')
  await secretary.goBack()
  await secretary.until(() => !secretary.text().includes('并进来一起办'))
  secretary.close()
})

test('another can be looked for by number or words, from the board', async () => {
  const secretary = await open('secretary', BOARD)
  await secretary.tap('类别：全部')
  await secretary.tap('宠物管理')
  await secretary.sees(titleOf(CHASED))
  await secretary.tap('并到同一件事', 0)
  await secretary.sees('附近的，最像的在前')
  await secretary.type('没有这样的事')
  await secretary.tap('找一找')
  await secretary.sees('编号要写全')
  secretary.close()
})

test('without a network the board stays, and the search says that it waits', async () => {
  const secretary = await open('secretary', BOARD)
  await secretary.tap('类别：全部')
  await secretary.tap('宠物管理')
  await secretary.sees(titleOf(LEASH))
  secretary.setOnline(false)
  await secretary.sees('没连上网，先看打开过的内容')
  await secretary.sees(titleOf(LEASH))
  await secretary.tap('找一件单子')
  await secretary.type('不拴绳')
  await secretary.tap('找一找')
  await secretary.sees('没连上网，连上后自动打开')
  secretary.setOnline(true)
  await secretary.sees(titleOf(CHASED))
  secretary.close()
})

test('the subdistrict changes a promise and takes it back; the secretary reads whose it is', async () => {
  const subdistrict = await open('subdistrict', PROMISES)
  await subdistrict.sees('噪音扰民')
  await subdistrict.tap('噪音扰民')
  await subdistrict.sees('已经在办的单不变')
  await subdistrict.tap('工作小时', 0)
  await subdistrict.tap('照这个定')
  await subdistrict.sees('青檀街道定的')
  await subdistrict.sees('1 个工作小时')
  subdistrict.close()

  const secretary = await open('secretary', BOARD)
  await secretary.tap('办理期限')
  await secretary.sees('这里只看')
  await secretary.sees('青檀街道定的')
  secretary.close()

  const again = await open('subdistrict', PROMISES)
  await again.tap('噪音扰民')
  await again.tap('不单独定了，按 1 个工作日')
  await again.until(() => !again.text().includes('青檀街道定的'))
  again.close()
})
