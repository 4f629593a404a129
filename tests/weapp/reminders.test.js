const http = require('node:http')
const { take, told, resolve } = require('./moves')
const { open, phones, place, titleOf } = require('./people')

const MESSAGES = '/pages/messages/messages'
const REMINDERS = '/modules/account/reminders/reminders'
const FEEDBACK = '/modules/account/feedback/feedback'

beforeAll(() => {
  for (const key of ['family', 'county']) phones[key] = { openid: `demo-openid-${key}`, place, storage: new Map() }
})

const ask = (url, method, body) =>
  new Promise((resolved, reject) => {
    const call = http.request(url, { method, headers: { 'content-type': 'application/json' } }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => resolved(JSON.parse(Buffer.concat(parts).toString())))
    })
    call.on('error', reject)
    call.end(body && JSON.stringify(body))
  })

test('what asks something stands first; once it is done it asks no more', async () => {
  const text = '单元门的闭门器坏了，夜里响得厉害'
  await told(text)
  const worker = await take(text)
  await resolve(worker, '换了新的闭门器')
  worker.close()

  const resident = await open('resident', MESSAGES)
  await resident.sees('办好了，请您确认')
  await resident.sees('要我办 1')
  await resident.tap('看办得怎样，去确认')
  await resident.sees(titleOf(text))
  await resident.goBack()
  await resident.sees('眼下没有等您办的事')
  await resident.tap('通知', 0)
  await resident.sees('还没有通知')
  resident.close()
})

test('the bank says what each is for; a tap allows more, and home knows', async () => {
  const resident = await open('resident', MESSAGES)
  await resident.tap('微信提醒用完了')
  await resident.sees('只用来告警')
  await resident.sees('消息汇总提醒')
  await resident.tap('再允许几次')
  await resident.sees('微信提醒还能收 2 次')
  await resident.tap('再允许几次')
  await resident.sees('微信提醒还能收 5 次')
  await resident.replaceAllWith('/pages/home/home')
  await resident.sees('微信提醒还能收 5 次，诉求办好、停水停电靠它告诉您')
  resident.close()
})

test('a topic is silenced and rings again; the switch is the person’s, not the phone’s', async () => {
  const ringing = (phone) => phone.screen.querySelectorAll('[class*="switch-on"]').length
  const resident = await open('resident', REMINDERS)
  await resident.until(() => ringing(resident) === 4)
  await resident.tap('上门走访')
  await resident.until(() => ringing(resident) === 3)
  resident.close()
  const again = await open('resident', REMINDERS)
  await again.sees('上门走访')
  await again.until(() => ringing(again) === 3)
  await again.tap('上门走访')
  await again.until(() => ringing(again) === 4)
  again.close()
})

test('alarms are paused on a second page that says what is lost, and come back at a tap', async () => {
  const daughter = await open('family', REMINDERS)
  await daughter.sees('一直开着')
  await daughter.tap('家人和居民告警')
  await daughter.sees('出了事，微信和电话都不找您')
  await daughter.sees('网格员')
  await daughter.sees('选一下停多久')
  await daughter.tap('8 小时')
  await daughter.tap('暂停 8 小时')
  await daughter.sees('家人和居民告警暂停了')
  await daughter.tap('现在就恢复告警')
  await daughter.sees('一直开着')
  daughter.close()
})

test('what is not urgent comes in one reminder at 18:00', async () => {
  const resident = await open('resident', FEEDBACK)
  await resident.type('长辈版里的字还能再大一点吗')
  await resident.tap('提交意见')
  await resident.sees('长辈版里的字还能再大一点吗')
  resident.close()
  const county = await open('county', FEEDBACK)
  await county.tap('大家的')
  await county.sees('长辈版里的字还能再大一点吗')
  await county.tap('答复')
  await county.type('下个月的版本就能')
  await county.tap('发出答复')
  await county.sees('下个月的版本就能')
  county.close()

  // The journeys' county begins at ten in the morning, whenever they are run.
  const seconds = 8 * 3600 + 300
  await ask(`${process.env.LINLI_TEST_HOST}/local/clock`, 'POST', { advanceSeconds: seconds })
  const digests = async () => {
    const { received } = await ask(`${process.env.LINLI_TEST_WECHAT}/control/received`, 'GET')
    return received.filter(({ template }) => template?.id === 'tmpl-digest')
  }
  let found = []
  for (let tries = 0; tries < 60 && found.length === 0; tries++) {
    await new Promise((waited) => setTimeout(waited, 250))
    found = await digests()
  }
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    openid: 'demo-openid-resident',
    errcode: 0,
    data: { number1: '1', thing2: '账号和家人' },
  })
})
