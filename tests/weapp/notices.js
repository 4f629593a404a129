const { open } = require('./people')
const { send } = require('./wechat')

const MINE = '/modules/civic/notices/mine'
const LIST = '/modules/civic/notices/list'
const HEADERS = { 'content-type': 'application/json' }

/** Moves everybody's clock forward. */
const advance = (seconds) =>
  send(`${process.env.LINLI_TEST_HOST}/local/clock`, 'POST', HEADERS, JSON.stringify({ advanceSeconds: seconds }))

/** Begins a notice from the publisher's own list. */
async function write(phone, title, body) {
  await phone.tap('发通知')
  await phone.sees('还没选全')
  await phone.sees('先写标题')
  await phone.type(title, 0)
  await phone.type(body, 1)
  await phone.sees('先选发给谁')
}

/** Says whom it goes to, by taps on these words one after another, and waits for the estimate. */
async function choose(phone, ...words) {
  await phone.tap('改范围')
  for (const word of words) await phone.tap(word)
  await phone.tap('就发给这些人')
  await phone.sees('预计通知到')
}

/** Sends it off: the bar's button, and the sheet's, which says the same unless it waits for something. */
async function dispatch(phone, verb) {
  await phone.tap(/发给 [\d,]+ 人/)
  await phone.sees('发出后能更正、能撤回')
  // The sheet stands before the bar, which says the same.
  if (verb) await phone.tap(verb)
  else await phone.tap(/发给 [\d,]+ 人/, 0)
  await phone.until(() => phone.pages.at(-1).url === MINE)
}

/** Opens how far a notice came, of a publisher's own list. */
async function openReach(key, title) {
  const phone = await open(key, MINE)
  await phone.tap(title)
  await phone.sees('看这条通知', 30_000)
  return phone
}

/** Somebody's list, read anew and to its end, does not name a notice. */
async function expectUntold(key, title) {
  const phone = await open(key, LIST)
  await phone.until(() => phone.answers.includes('notices.list'))
  await phone.until(() => /还没有发给您的通知|没有更多了/.test(phone.text()))
  expect(phone.text()).not.toContain(title)
  phone.close()
}

module.exports = { LIST, MINE, advance, choose, dispatch, expectUntold, openReach, write }
