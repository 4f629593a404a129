const { BOARD, DESK, LIST, move, openOn, resolve, take, told } = require('./moves')

const MUNICIPAL = '市政养护所'

test('a second department is called in, joins, writes a step, and the worker ends it', async () => {
  const text = '变压器旁边的灯杆锈断了一半，下雨漏电'
  await told(text)
  const worker = await take(text)
  await move(worker, '请别的部门一起办', { pick: '供电公司', words: '要先断电才能拆灯杆', send: '请部门一起办' })
  await worker.sees('请供电公司一起办')
  worker.close()

  const power = await openOn('department2', DESK, text)
  await power.sees('请您一起办，到了说一声')
  await move(power, '到场一起办', { words: '带了登高车', isInBar: true })
  await power.sees('供电公司到场')
  await move(power, '记一步进展', { words: '已经断电，可以拆了', isInBar: true })
  await power.sees('供电公司的进展')
  expect(power.text()).toContain('现在由刘海峰办理')
  expect(power.placesOf('办好了，请居民确认')).toHaveLength(0)
  expect(power.text()).not.toContain('张建国')
  power.close()

  const resident = await openOn('resident', LIST, text)
  for (const words of ['请供电公司一起办', '供电公司到场', '已经断电，可以拆了', '为什么请他们：要先断电'])
    await resident.sees(words)
  resident.close()

  const again = await openOn('worker', '/pages/messages/messages', '一起办的部门有进展')
  await again.sees('已经断电，可以拆了')
  await resolve(again, '锈断的灯杆拆走了')
  again.close()
})

test('the subdistrict gives it back to the community, where it is taken again', async () => {
  const text = '停车位的地锁坏在路中间，车过不去'
  await told(text)
  const secretary = await openOn('secretary', BOARD, text)
  await move(secretary, '吹哨', { pick: MUNICIPAL, words: '地面归市政管', send: '吹哨请部门来办' })
  await secretary.sees(`等${MUNICIPAL}报到`)
  secretary.close()
  const department = await openOn('department', DESK, text)
  await move(department, '有异议', { words: '车位是小区自己划的', send: '提出异议' })
  await department.sees(`${MUNICIPAL}提出了异议`)
  department.close()

  const subdistrict = await openOn('subdistrict', BOARD, text)
  await move(subdistrict, '退回社区', { words: '车位在小区红线里', send: '退回社区办' })
  await subdistrict.sees('还没有人接')
  subdistrict.close()

  const released = await openOn('department', '/pages/messages/messages', '裁定退回社区办')
  await released.sees('为什么退回社区：车位在小区红线里')
  expect(released.placesOf('到场一起办')).toHaveLength(0)
  released.close()
  const resident = await openOn('resident', LIST, text)
  await resident.sees('等网格员接单')
  await resident.sees('为什么退回社区：车位在小区红线里')
  resident.close()
  const worker = await take(text)
  worker.close()
})

test('the wrong department was whistled for: the secretary calls another', async () => {
  const text = '电表箱的门掉了，孩子够得着'
  await told(text)
  const secretary = await openOn('secretary', BOARD, text)
  await move(secretary, '吹哨', { pick: MUNICIPAL, words: '电表箱社区不能动', send: '吹哨请部门来办' })
  await secretary.sees(`等${MUNICIPAL}报到`)
  await move(secretary, '吹哨请部门来办', { pick: '供电公司', words: '问过了，归供电公司' })
  await secretary.sees('等供电公司报到')
  secretary.close()
  const power = await openOn('department2', DESK, text)
  await move(power, '报到，由我们办', { isInBar: true })
  await power.sees('供电公司报到')
  power.close()
})
