const { open, phones, place, titleOf } = require('./people')
const { Phone } = require('./phone')
const { send } = require('./wechat')

/** What the next recording will have said. */
const willSay = (text) =>
  send(
    `${process.env.LINLI_TEST_WECHAT}/control/speech`,
    'POST',
    { 'content-type': 'application/json' },
    JSON.stringify({ text }),
  )

const FORM = '/modules/governance/appeals/submit'

async function submit(phone) {
  await phone.sees('檀溪苑3号楼')
  await phone.tap('提交诉求')
  await phone.sees('交上去了')
}

async function play(phone) {
  await phone.tap('语音 3 秒')
  await phone.sees('正在放')
  expect(phone.sounds.at(-1)).toMatch(/\/files\//)
  phone.silence()
  await phone.until(() => !phone.text().includes('正在放'))
}

test('from home: said, turned into words, sent, and heard by the worker', async () => {
  const text = '车棚的灯坏了，晚上看不见锁孔'
  await willSay(text)
  const resident = await open('resident', '/pages/home/home')
  await resident.tap('说一说')
  await resident.tap('开始说')
  await resident.sees('正在听您说')
  await resident.tap('说完了')
  await resident.sees('已转成文字，点文字可以改')
  expect(resident.asked).toEqual(['scope.record'])
  expect(resident.recordings).toMatchObject([
    { format: 'mp3', sampleRate: 16_000, numberOfChannels: 1, duration: 59_000 },
  ])
  await submit(resident)
  await resident.tap('看办理进度')
  await resident.sees(titleOf(text))
  await play(resident)
  resident.close()

  const worker = await open('worker', '/pages/desk/desk')
  await worker.tap(titleOf(text))
  await worker.sees('语音 3 秒')
  await play(worker)
  worker.close()
})

test('held: it listens while the finger is down, and letting go ends it', async () => {
  await willSay('凉亭的瓦片掉了')
  const phone = await open('resident', FORM)
  phone.mayRecord = true
  const lift = await phone.press('按住说')
  await phone.sees('松开就好')
  expect(phone.placesOf('说完了')).toEqual([])
  await lift()
  await phone.sees('已转成文字')
  await submit(phone)
  phone.close()
})

test('a short touch shows how, and records nothing', async () => {
  const phone = await open('resident', FORM)
  phone.mayRecord = true
  const lift = await phone.press('按住说', 50)
  await lift()
  await phone.sees('开始说')
  await new Promise((done) => setTimeout(done, 100))
  expect(phone.text()).not.toContain('语音')
  phone.close()
})

test('too short is said kindly; a call that comes in loses nothing', async () => {
  const phone = await open('resident', FORM)
  phone.mayRecord = true
  phone.spokenMs = 400
  await (await phone.press('按住说'))()
  await phone.until(() => phone.toasts.includes('说得太短了，按住多说一会儿'))
  expect(phone.text()).not.toContain('语音')

  await willSay('楼顶漏水')
  phone.spokenMs = 3000
  await phone.press('按住说')
  await phone.sees('松开就好')
  phone.interrupt()
  await phone.sees('语音 3 秒')
  await phone.sees('已转成文字')
  await phone.until(() => phone.placesOf('再拍一张').length + phone.placesOf('拍照片').length > 0)
  phone.close()
})

test('without the microphone it says where to open it', async () => {
  const phone = await open('resident', FORM)
  phone.mayRecord = false
  const lift = await phone.press('按住说')
  await lift()
  await phone.sees('去打开麦克风')
  phone.mayRecord = true
  await phone.tap('去打开麦克风')
  await phone.sees('开始说')
  phone.close()
})

test('without a network it is kept, sent later, and heard by the server then', async () => {
  phones.resident.storage.delete('linli.draft.resident')
  let phone = await new Phone(phones.resident).launch(FORM)
  phone.mayRecord = true
  await phone.type('')
  await phone.sees('檀溪苑3号楼')
  phone.setOnline(false)
  await (await phone.press('按住说'))()
  await phone.sees('网络好了再转成文字')
  await phone.tap('提交诉求')
  await phone.sees('已存成草稿')
  phone.close()

  await willSay('沙坑里有碎玻璃')
  phone = await new Phone({ ...phones.resident, place }).launch('/modules/governance/appeals/list')
  await phone.sees('沙坑里有碎玻璃', 30_000)
  phone.close()
  const worker = await open('worker', '/pages/desk/desk')
  await worker.tap('沙坑里有碎玻璃')
  await worker.sees('语音转写，以录音为准')
  worker.close()
})
