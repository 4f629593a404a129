const { open } = require('./people')

const LIST = '/modules/worker/residents/list'
const RECORD = '/modules/account/privacy/record'
const ELDER = /孙秀兰 女 \d+ 岁(?: 独居| 重点关爱)*/

async function elderCard() {
  const phone = await open('worker', LIST)
  await phone.type('秀兰')
  await phone.tap('找人')
  await phone.tap(ELDER, 0)
  await phone.sees('联系人、车辆、照料')
  return phone
}

test('the worker writes down a contact without a network, looks at it for a purpose, and takes it off', async () => {
  const worker = await elderCard()
  worker.setOnline(false)
  await worker.tap('加 联系人')
  await worker.sees('登记孙秀兰的联系人')
  await worker.type('李静', 0)
  await worker.type('16012345678', 1)
  await worker.type('女儿', 2)
  await worker.tap('登记联系人', -1)
  await worker.sees('孙秀兰的联系人存在手机上，有网自动发')
  worker.setOnline(true)
  await worker.sees('联系人：李*，女儿，160****5678，第 1 个打')
  expect(worker.requests.filter((path) => path === 'residents.item')).toHaveLength(1)

  await worker.tap('联系人：李*，女儿，160****5678，第 1 个打')
  await worker.tap('写明原因，看全部')
  await worker.tap('紧急情况找人')
  await worker.tap('看联系人', -1)
  await worker.sees('李静，女儿，16012345678，第 1 个打')

  await worker.tap('联系人：李静，女儿，16012345678，第 1 个打')
  await worker.tap('去掉联系人')
  await worker.sees('去掉以后，以前登记过仍然查得到')
  await worker.tap('去掉联系人', -1)
  await worker.until(() => !worker.text().includes('160****5678'))
  worker.close()
})

test('a resident adds a car of their own and takes it back', async () => {
  const resident = await open('resident', RECORD)
  await resident.tap('加 车辆')
  await resident.type('鲁h·12345', 0)
  await resident.tap('加上车辆', -1)
  await resident.sees('车辆：鲁H***45，汽车')
  await resident.sees('10 分钟内能撤销')
  await resident.tap('撤销改动')
  await resident.until(() => !resident.text().includes('鲁H***45'))
  resident.close()
})

test('somebody taken for dead comes back', async () => {
  const worker = await elderCard()
  await worker.tap('登记去世', 0)
  await worker.sees('登记孙秀兰去世吗')
  await worker.tap('登记去世', -1)
  await worker.until(() => !worker.text().includes('登记孙秀兰去世吗'))
  worker.close()
  const again = await open('worker', '/modules/worker/residents/deaths')
  await again.tap(/孙秀兰，[^，]*?单元\d+/, 0)
  await again.sees('孙秀兰还健在，是登错了吗')
  await again.tap('撤销去世登记', -1)
  await again.until(() => !again.text().includes('还健在'))
  again.close()
  ;(await elderCard()).close()
})
