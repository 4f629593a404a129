const { mutateAs } = require('./call')
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

const rings = (phone) => phone.playing.size > 0

test('it rings and shakes until somebody answers; muted it only shakes; another page silences it for a while', async () => {
  const resident = await tellOf('3号楼楼道里着火了')
  resident.close()
  const worker = await open('worker', DESK)
  await worker.tap('去看看 ›')
  await worker.sees('正在响铃')
  await worker.until(() => rings(worker))
  const [audio] = worker.playing
  expect(audio).toMatchObject({ src: 'wxfile://usr/alarm.wav', loop: true })
  const file = worker.written.get(audio.src)
  expect([file.toString('latin1', 0, 4), file.length]).toEqual(['RIFF', 44 + 2 * 16_000])
  // An alarm is heard though the phone is set to silent.
  expect(worker.heedsSilence).toBe(false)
  expect(worker.shakes).toBeGreaterThan(0)

  await worker.tap('静音')
  await worker.sees('静音了')
  expect(rings(worker)).toBe(false)
  expect(worker.heedsSilence).toBe(true)
  const before = worker.shakes
  await worker.until(() => worker.shakes > before)
  await worker.tap('打开声音')
  await worker.until(() => rings(worker))

  await worker.tap('看这件诉求')
  await worker.sees('接单')
  expect(rings(worker)).toBe(false)
  await worker.goBack()
  await worker.until(() => rings(worker))
  await worker.tap('我来，马上到')
  await worker.until(() => !rings(worker))
  const after = worker.shakes
  await new Promise((resolve) => setTimeout(resolve, 2500))
  expect(worker.shakes).toBe(after)
  worker.close()
})

test('a phone that does not play it says so, and rings at a tap; it falls silent when somebody else answers', async () => {
  ;(await open('secretary', '/pages/home/home')).close()
  const resident = await tellOf('地下车库着火了，火很大')
  resident.close()
  const worker = await open('worker', DESK)
  worker.isMute = true
  await worker.tap('去看看 ›')
  await worker.sees('还没响铃，要您点一下才能响')
  worker.isMute = false
  await worker.tap('打开声音')
  await worker.until(() => rings(worker))
  const id = worker.pages.at(-1).url.split('id=')[1]
  await mutateAs('secretary', 'alarms.acknowledge', { id })
  await worker.until(() => !rings(worker))
  await worker.sees('您不用赶')
  worker.close()
})
