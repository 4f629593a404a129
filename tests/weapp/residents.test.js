const { open } = require('./people')

const LIST = '/modules/worker/residents/list'

const ELDER = /孙秀兰 女 \d+ 岁(?: 独居| 重点关爱)*/
const PHONE = /电话：\d{3}\*{4}\d{4}/

/** Taps the row whose words are like this. */
async function tapLike(phone, pattern) {
  await phone.until(
    () => pattern.test(phone.text()),
    15_000,
    () => `nothing is like ${pattern}: ${phone.text()}`,
  )
  await phone.tap(phone.text().match(pattern)[0], 0)
}

/** From the list to the elder's card. */
async function findElder(key = 'worker') {
  const phone = await open(key, LIST)
  await phone.type('秀兰')
  await phone.tap('找人')
  await tapLike(phone, ELDER)
  await phone.sees('登记的内容')
  return phone
}

test('the worker finds an elder, corrects the phone, adds a tag, writes a visit', async () => {
  const worker = await findElder()
  expect(worker.text()).toContain('独居')
  await tapLike(worker, PHONE)
  await worker.sees('孙秀兰的电话')
  await worker.type('16055556666')
  await worker.tap('改电话', -1)
  await worker.sees('电话：160****6666')
  expect(worker.text()).not.toContain('16055556666')

  await worker.tap('加一个标签')
  await worker.tap('重点关爱')
  await worker.tap('加上标签', -1)
  await worker.sees('网格员核实，今天起，长期')

  await worker.tap('记一次走访')
  await worker.sees('有一样就行')
  await worker.type('在家，血压药够吃一个月')
  await worker.tap('记下走访', -1)
  await worker.sees('血压药够吃一个月')
  worker.close()
})

test('without a network a correction is kept, sent once, and a conflict comes back to the card', async () => {
  const worker = await findElder()
  worker.setOnline(false)
  await tapLike(worker, PHONE)
  await worker.sees('孙秀兰的电话')
  await worker.type('16077778888')
  await worker.tap('改电话', -1)
  await worker.sees('孙秀兰的电话存在手机上，有网自动发')
  worker.setOnline(true)
  await worker.sees('电话：160****8888')
  await worker.sees('登记的内容')
  expect(worker.requests.filter((path) => path === 'residents.correct')).toHaveLength(1)

  worker.setOnline(false)
  await tapLike(worker, PHONE)
  await worker.sees('孙秀兰的电话')
  await worker.type('16011110000')
  await worker.tap('改电话', -1)
  await worker.sees('孙秀兰的电话存在手机上，有网自动发')
  const { storage } = worker
  worker.close()
  const secretary = await findElder('secretary')
  await tapLike(secretary, PHONE)
  await secretary.sees('孙秀兰的电话')
  await secretary.type('16022223333')
  await secretary.tap('改电话', -1)
  await secretary.sees('电话：160****3333')
  secretary.close()

  expect(storage.size).toBeGreaterThan(0)
  const again = await findElder()
  await again.sees('孙秀兰的电话没改成：电话刚由周敏改成了「160****3333」')
  await again.tap('看过再改 ›')
  await again.sees('现在登记的是：160****3333')
  again.close()
})
