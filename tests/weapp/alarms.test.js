const { DESK } = require('./moves')
const { open, tellOf } = require('./people')

const FIRE = '楼道里着火了，冒浓烟'

test('a fire is told of; the worker sees the alarm, says that they come, and the resident sees who', async () => {
  const resident = await tellOf(FIRE)
  await resident.sees('已经叫了网格员')
  resident.close()

  const worker = await open('worker', DESK)
  await worker.sees('还没人答应')
  await worker.tap('去看看 ›')
  await worker.sees('已响')
  await worker.sees('叫了网格员')
  await worker.sees('打 119')
  await worker.tap('我来，马上到')
  await worker.sees('答应了，路上小心')
  await worker.sees('刘海峰答应马上到')
  expect(worker.text()).not.toContain('我来，马上到')
  await worker.tap('看这件诉求')
  await worker.sees('接单')
  worker.close()

  const again = await open('resident', '/modules/governance/appeals/list')
  await again.tap('楼道里着火了', 0)
  await again.sees('刘海峰 今天')
  await again.sees('答应马上到')
  again.close()
})
