const { randomUUID } = require('node:crypto')
const http = require('node:http')
const { logIn, open, phones, place, titleOf } = require('./people')
const { Phone } = require('./phone')

const FORM = '/modules/governance/appeals/submit'
const LIST = '/modules/governance/appeals/list'
const tokenOf = (key) => phones[key].storage.get('linli.session')
const unsentIn = (phone) => JSON.parse(phone.storage.get('linli.unsent') ?? '[]')
const countOf = (phone, name) => phone.requests.filter((path) => path === name).length

/** Calls a procedure as another phone of the same person would. */
function callElsewhere(token, path, input) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  return new Promise((resolve, reject) => {
    const call = http.request(`${process.env.LINLI_TEST_HOST}/rpc`, { method: 'POST', headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
    call.on('error', reject)
    call.end(JSON.stringify({ path, input: { key: randomUUID(), ...input } }))
  })
}

/** A person WeChat has not brought here before, signed in. */
async function newcomer(openid) {
  const phone = await new Phone({ openid, place, storage: new Map() }).launch('/pages/home/home')
  await logIn(phone, '/pages/home/home')
  return phone
}

/** Puts another demo person into the running app. */
async function become(phone, name) {
  await phone.replaceAllWith('/pages/me/me')
  await phone.tap('换一个人试用')
  await phone.tap(name, 0)
  await phone.until(() => phone.text().includes('退出登录') && phone.text().includes(name))
}

beforeAll(async () => {
  phones.neighbour = { openid: 'demo-openid-neighbour', place, storage: new Map() }
  for (const key of ['resident', 'neighbour']) (await open(key, '/pages/home/home')).close()
})

test('what one person could not send is not sent as the next one, and goes when they are back', async () => {
  const text = '楼道里堆了旧家具，推不过轮椅'
  const own = tokenOf('resident')
  let phone = await open('resident', FORM)
  await phone.sees('檀溪苑3号楼')
  await phone.type(text)
  phone.setOnline(false)
  await phone.tap('提交诉求')
  await phone.sees('已存成草稿')
  phone.close()

  phones.resident.storage.set('linli.session', tokenOf('neighbour'))
  phone = await open('resident', LIST)
  await phone.until(() => countOf(phone, 'session.me') > 0)
  await phone.sees('提一件诉求')
  expect(countOf(phone, 'appeals.submit')).toBe(0)
  expect(phone.text()).not.toContain(titleOf(text))
  phone.close()

  phones.resident.storage.set('linli.session', own)
  phone = await open('resident', LIST)
  await phone.sees(titleOf(text))
  expect(countOf(phone, 'appeals.submit')).toBe(1)
  expect(unsentIn(phone)).toEqual([])
  phone.close()
})

test('a call that hangs while another person comes stays with who made it', async () => {
  const text = '东门的道闸抬不起来'
  const phone = await open('resident', FORM)
  await phone.sees('檀溪苑3号楼')
  await phone.type(text)
  const release = phone.hold(/^appeals\.submit$/)
  await phone.tap('提交诉求')
  await phone.until(() => countOf(phone, 'appeals.submit') === 1)
  await become(phone, '王玉玲')
  release()
  await phone.until(() => unsentIn(phone).length === 1)
  await new Promise((done) => setTimeout(done, 300))
  expect(countOf(phone, 'appeals.submit')).toBe(1)
  await become(phone, '张建国')
  await phone.until(() => unsentIn(phone).length === 0)
  await phone.replaceAllWith(LIST)
  await phone.sees(titleOf(text))
  expect(phone.placesOf(titleOf(text))).toHaveLength(1)
  phone.close()
})

test('an app that dies while it sends has sent once, and its form does not offer the same again', async () => {
  const text = '自行车棚的充电插座没有电'
  let phone = await open('resident', FORM)
  await phone.sees('檀溪苑3号楼')
  await phone.type(text)
  phone.hold(/^appeals\.submit$/, { isCarried: true })
  await phone.tap('提交诉求')
  await phone.until(() => countOf(phone, 'appeals.submit') === 1)
  await new Promise((done) => setTimeout(done, 500))
  phone.close()

  phone = await open('resident', FORM)
  await phone.until(() => countOf(phone, 'appeals.submit') === 1 && unsentIn(phone).length === 0)
  expect(phone.screen.innerHTML).not.toContain(text)
  await phone.replaceAllWith(LIST)
  await phone.sees(titleOf(text))
  expect(phone.placesOf(titleOf(text))).toHaveLength(1)
  phone.close()
})

test('nine pictures at once go up two at a time, and one broken off by a restart goes on by itself', async () => {
  let phone = await open('resident', FORM)
  await phone.sees('檀溪苑3号楼')
  const release = phone.hold(/^\/files\//)
  await phone.tap('拍照片')
  await phone.until(() => phone.requests.filter((path) => path.startsWith('/files/')).length === 2)
  await new Promise((done) => setTimeout(done, 300))
  expect(phone.requests.filter((path) => path.startsWith('/files/'))).toHaveLength(2)
  phone.close()
  release()

  phone = await open('resident', FORM)
  await phone.until(() => countOf(phone, 'files.finish') === 9)
  await phone.until(() => phone.screen.querySelectorAll('.photo-cover').length === 0)
  await phone.tap('提交诉求')
  await phone.sees('交上去了')
  phone.close()
})

test('closing the account leaves a guest, and makes no new person', async () => {
  const phone = await newcomer('openid-leaver')
  await phone.replaceAllWith('/modules/account/close/close')
  await phone.type('注销')
  phone.requests.length = 0
  await phone.tap('注销我的账号')
  await phone.sees('先登录')
  await new Promise((done) => setTimeout(done, 4000))
  expect(phone.requests).not.toContain('session.login')
  expect(phone.requests).not.toContain('session.logout')
  expect(phone.storage.has('linli.session')).toBe(false)
  phone.close()
})

test('a session that ended for good is told of, and what it showed is gone', async () => {
  const phone = await newcomer('openid-closed-elsewhere')
  await phone.replaceAllWith('/pages/me/me')
  await phone.sees('退出登录')
  expect(await callElsewhere(phone.storage.get('linli.session'), 'privacy.closeAccount', { confirm: '注销' })).toBe(200)
  await phone.until(() => phone.toasts.includes('登录过期了，请重新登录'))
  await phone.sees('登录后能提诉求')
  expect(phone.text()).not.toContain('退出登录')
  expect(phone.storage.has('linli.pages')).toBe(false)
  expect(phone.storage.has('linli.session')).toBe(false)
  phone.close()
})

test('a session that the server does not know any more is renewed without a word for who has an account', async () => {
  const phone = await open('neighbour', '/pages/me/me')
  await phone.sees('退出登录')
  const unknown = 'u'.repeat(43)
  phones.neighbour.storage.set('linli.session', unknown)
  await phone.until(() => ![unknown, undefined].includes(tokenOf('neighbour')))
  await phone.sees('退出登录')
  expect(phone.toasts).toEqual([])
  phone.close()
})

test('a session ended on purpose, as of a stolen phone, signs nobody in again by itself', async () => {
  const phone = await open('neighbour', '/pages/me/me')
  await phone.sees('退出登录')
  await callElsewhere(tokenOf('neighbour'), 'session.logout', {})
  await phone.until(() => phone.toasts.includes('登录过期了，请重新登录'))
  await phone.sees('登录后能提诉求')
  expect(phone.storage.has('linli.session')).toBe(false)
  phone.close()
})

test('a guest is never signed in unasked', async () => {
  const phone = await new Phone({ openid: 'demo-openid-outsider', place }).launch(LIST)
  await phone.until(() => countOf(phone, 'appeals.mine') > 0)
  await new Promise((done) => setTimeout(done, 300))
  expect(phone.requests).not.toContain('session.login')
  phone.close()
})
