const { Phone } = require('./phone')

/** Where everybody stands: at the resident's building, once the county is there. */
const place = {}
const KEYS = ['resident', 'elder', 'worker', 'secretary', 'subdistrict', 'department', 'department2']
const phones = Object.fromEntries(KEYS.map((key) => [key, { openid: `demo-openid-${key}`, place, storage: new Map() }]))

/** Opens somebody's phone; the first time they log in by WeChat. */
async function open(key, url) {
  const phone = await new Phone(phones[key]).launch(url)
  if (phones[key].storage.size === 0 || !phones[key].storage.has('linli.session')) await logIn(phone, url)
  return phone
}

async function logIn(phone, url) {
  await phone.replaceAllWith('/pages/me/me')
  await phone.tap('登录')
  await phone.tap('微信登录')
  await phone.sees('退出登录')
  if (url) await phone.replaceAllWith(url)
}

/** The resident tells of something at their own building; the phone is left on the appeal's page. */
async function tellOf(text) {
  const phone = await open('resident', '/pages/home/home')
  await phone.tap('一键诉求')
  await phone.type(text)
  await phone.sees('檀溪苑3号楼')
  await phone.tap('提交诉求')
  await phone.sees('交上去了')
  await phone.tap('看办理进度')
  await phone.sees('等待接单')
  return phone
}

const titleOf = (text) => text.split(/[，。]/)[0]

module.exports = { logIn, open, phones, place, tellOf, titleOf }
