const { open, tellOf, titleOf } = require('./people')

const LIST = '/modules/governance/appeals/list'
const BOARD = '/modules/secretary/dispatch/list'
const DESK = '/pages/desk/desk'

async function told(text) {
  const resident = await tellOf(text)
  resident.close()
}

/** Opens somebody's phone on an order that stands in one of their lists. */
async function openOn(key, list, text) {
  const phone = await open(key, list)
  await phone.tap(titleOf(text), 0)
  await phone.sees('办理经过')
  return phone
}

/** Accepts at the desk and opens the order among those in hand. */
async function take(text) {
  const worker = await open('worker', DESK)
  await worker.sees(titleOf(text))
  await worker.tap('接单')
  await worker.sees('撤销')
  await worker.tap('我在办')
  await worker.sees('居民确认')
  await worker.tap(titleOf(text), 0)
  await worker.sees('办理经过')
  return worker
}

/** Opens what the worker has in hand: first the list must be theirs, not the pool's as it was when last read. */
async function openInHand(text) {
  const worker = await open('worker', DESK)
  await worker.tap('我在办')
  await worker.sees('居民确认')
  await worker.tap(titleOf(text), 0)
  await worker.sees('办理经过')
  return worker
}

async function resolve(phone, result) {
  await phone.tap('办好了，请居民确认')
  await phone.type(result)
  await phone.tap('办好了，请居民确认', 0)
  await phone.sees(`您：${result}`)
}

/**
 * A move with words: its row or button, the words, and the same word on the sheet. `isInBar`: the bar stands after the
 * sheet and says the word as well.
 */
async function move(phone, verb, { pick, words, send = verb, isInBar = false } = {}) {
  await phone.tap(verb, isInBar ? -1 : 0)
  await phone.sees('先不办')
  if (pick) await phone.tap(pick)
  if (words) await phone.type(words)
  await phone.tap(send, isInBar ? -2 : -1)
}

/** Worked on, resolved, and closed by who asked. */
async function closed(text) {
  await told(text)
  const worker = await take(text)
  await resolve(worker, '已经办好，请看看')
  worker.close()
  const resident = await openOn('resident', LIST, text)
  await resident.sees('就自动结案')
  await resident.tap('确认办好')
  await resident.sees('办得怎么样')
  return resident
}

module.exports = { BOARD, DESK, LIST, closed, move, openInHand, openOn, resolve, take, told }
