const http = require('node:http')
const { BOARD, LIST, closed, move, openInHand, openOn, resolve, take, told } = require('./moves')
const { open, titleOf } = require('./people')

const DAY_SECONDS = 86_400

/** Moves everybody's clock forward, as the page with the three phones does. */
const advance = (days) =>
  new Promise((resolved, reject) => {
    const headers = { 'content-type': 'application/json' }
    const call = http.request(`${process.env.LINLI_TEST_HOST}/local/clock`, { method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.on('end', resolved)
    })
    call.on('error', reject)
    call.end(JSON.stringify({ advanceSeconds: days * DAY_SECONDS }))
  })

test('closed without being fixed: the resident reads why, contests once, and is told the last way', async () => {
  const text = '铁路边的围墙有个大洞，孩子钻过去玩'
  await told(text)
  const secretary = await openOn('secretary', BOARD, text)
  await move(secretary, '结案，没能办成', { words: '围墙归铁路，已经发函，对方没有答复' })
  await secretary.sees('结案了，没能办成')
  secretary.close()

  const resident = await openOn('resident', LIST, text)
  await resident.sees('结案了，没能办成')
  await resident.sees('为什么没能办成：围墙归铁路')
  await move(resident, '申请复核', { words: '请再发一次函，孩子太危险', isInBar: true })
  await resident.sees('正在复核')
  resident.close()

  const again = await openOn('secretary', BOARD, text)
  await again.sees('为什么不同意：请再发一次函')
  await move(again, '维持决定', { words: '铁路书面答复，下半年一起修', isInBar: true })
  await again.sees('为什么维持：铁路书面答复')
  again.close()

  const last = await openOn('resident', LIST, text)
  await last.sees('可以打 12345 反映')
  await last.sees('为什么维持：铁路书面答复')
  expect(last.text()).not.toContain('不同意可以申请一次复核')
  last.close()
})

test('the worker puts the category right: the promise changes, and the resident reads it', async () => {
  const text = '楼顶有人搭了一间房，天天敲敲打打'
  await told(text)
  const worker = await take(text)
  const before = worker.text()
  await worker.tap('改类别', 0)
  await worker.tap('违建')
  await worker.tap('改成这一类')
  await worker.sees('改类别：违建')
  const promiseIn = (screen) => screen.match(/离承诺时间还有\s*(\d+)\s*天/)?.[1]
  await worker.until(() => promiseIn(worker.text()) !== promiseIn(before))
  worker.close()

  const resident = await openOn('resident', '/pages/messages/messages', '诉求改了类别')
  await resident.sees('改类别：违建')
  await resident.sees(titleOf(text))
  resident.close()
})

test('called back and not satisfied: handled again, resolved, confirmed', async () => {
  const text = '健身区的单杠松了，一拉就晃'
  const first = await closed(text)
  first.close()

  const secretary = await open('secretary', BOARD)
  await secretary.tap('全部单子')
  await secretary.tap(titleOf(text), 0)
  await move(secretary, '记下回访', { pick: '不满意，重新办', words: '电话里说还是晃', isInBar: true })
  await secretary.sees('回访：不满意，重新办')
  await secretary.sees('重新办理')
  secretary.close()

  const worker = await openInHand(text)
  await worker.sees('电话里说还是晃')
  await resolve(worker, '底座重新浇了水泥')
  worker.close()

  const resident = await openOn('resident', LIST, text)
  await resident.sees('电话里说还是晃')
  await resident.tap('确认办好')
  await resident.sees('办得怎么样')
  resident.close()
})

test('no answer until the announced day: it closed by itself, the resident reads so and has it taken up again', async () => {
  const text = '车库出口的反光镜碎了，看不见来车'
  await told(text)
  const worker = await take(text)
  await resolve(worker, '换了一面新的')
  worker.close()
  await advance(14)

  const resident = await openOn('resident', LIST, text)
  await resident.sees('没有回音，已结案')
  await resident.sees('到期没有回音，自动结案')
  await move(resident, '没办好，重新办', { words: '新镜子装反了', isInBar: true })
  await resident.sees('重新办理')
  resident.close()

  const again = await openInHand(text)
  await again.sees('为什么重新办：新镜子装反了')
  again.close()
})
