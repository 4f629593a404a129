const { BOARD, DESK, LIST, closed, move, openInHand, openOn, resolve, take, told } = require('./moves')
const { open, titleOf } = require('./people')

const SUBMIT = '/modules/governance/appeals/submit'

test('the worker pauses for a reason that the resident reads, resumes, and extends once', async () => {
  const text = '4单元的感应灯不亮，等了一个星期'
  await told(text)
  const worker = await take(text)
  await move(worker, '暂停计时', { pick: '等配件或材料到货', words: '灯头订了货，周五到' })
  await worker.sees('等配件或材料到货，恢复后接着算')
  worker.close()

  const resident = await open('resident', LIST)
  await resident.sees('暂停计时：等配件或材料到货')
  await resident.tap(titleOf(text), 0)
  await resident.sees('灯头订了货，周五到')
  await resident.sees('恢复后接着算')
  resident.close()

  const again = await openInHand(text)
  await move(again, '恢复计时', { isInBar: true })
  await again.sees('离承诺时间还有')
  await move(again, '延长一次期限', { words: '厂家明天才派人来' })
  await again.sees('为什么延长：厂家明天才派人来')
  await again.until(() => again.placesOf('延长一次期限').length === 1)
  again.close()
})

test('the resident says once how it was done', async () => {
  const resident = await closed('北门的减速带松了，电动车总颠')
  await resident.tap('基本满意')
  await resident.sees('您的评价：基本满意')
  expect(resident.text()).not.toContain('办得怎么样')
  resident.close()
})

test('who is not satisfied says why, and it is handled again', async () => {
  const resident = await closed('花坛边的护栏歪了，怕砸到孩子')
  await resident.tap('不满意')
  await resident.type('扶正了，没有固定，一碰又歪')
  await resident.tap('不满意，重新办')
  await resident.sees('重新办理')
  await resident.sees('评价：不满意')
  resident.close()
})

test('the secretary whistles, the department reports in and resolves', async () => {
  const text = '路口的灯杆斜了，大风天怕倒'
  await told(text)
  const secretary = await openOn('secretary', BOARD, text)
  await move(secretary, '吹哨', { pick: '市政养护所', words: '灯杆归市政管，社区不能拆修', send: '吹哨请部门来办' })
  await secretary.sees('等市政养护所报到')
  secretary.close()

  const resident = await openOn('resident', LIST, text)
  await resident.sees('等市政养护所报到')
  await resident.sees('为什么吹哨：灯杆归市政管')
  resident.close()

  const department = await openOn('department', DESK, text)
  await department.sees('等您报到')
  await move(department, '报到，由我们办', { isInBar: true })
  await department.sees('现在由您办理')
  await resolve(department, '灯杆扶正加固了')
  department.close()
})

test('the department objects once, the subdistrict decides', async () => {
  const text = '人行道的地砖翘起来，绊倒过人'
  await told(text)
  const secretary = await openOn('secretary', BOARD, text)
  await move(secretary, '吹哨', { pick: '市政养护所', words: '人行道归市政管', send: '吹哨请部门来办' })
  await secretary.sees('等市政养护所报到')
  secretary.close()

  const department = await openOn('department', DESK, text)
  await move(department, '有异议', { words: '这段在小区红线里，归物业', send: '提出异议' })
  await department.sees('市政养护所提出了异议')
  department.close()

  const subdistrict = await openOn('subdistrict', BOARD, text)
  await move(subdistrict, '裁定由部门办', { words: '图纸上在红线外，归市政', isInBar: true })
  await subdistrict.sees('等市政养护所报到')
  subdistrict.close()

  const again = await openOn('department', DESK, text)
  await again.sees('为什么由部门办：图纸上在红线外')
  expect(again.placesOf('有异议')).toHaveLength(0)
  again.close()
})

test('the secretary gives it to a person, and watches over it', async () => {
  const text = '车棚的门锁坏了，谁都进得去'
  await told(text)
  const secretary = await openOn('secretary', BOARD, text)
  await move(secretary, '派给一个人', { pick: '刘海峰', isInBar: true })
  await secretary.sees('派给刘海峰')
  await move(secretary, '督办', { words: '今天去看一下，明天说结果' })
  await secretary.sees('已督办')
  secretary.close()

  const resident = await openOn('resident', LIST, text)
  await resident.sees('已督办')
  await resident.sees('刘海峰')
  resident.close()
})

test('what it sounds like is filled in, until the resident chooses; danger shows the number first', async () => {
  const resident = await open('resident', SUBMIT)
  await resident.sees('檀溪苑3号楼')
  await resident.type('楼下有人半夜放音响吵得睡不着')
  await resident.sees('听着像：噪音扰民')
  await resident.tap('噪音扰民')
  await resident.type('楼道里着火了，好大的烟')
  await resident.sees('先打 119')
  await resident.sees('听着像：消防安全')
  expect(resident.placesOf('噪音扰民').length).toBeGreaterThan(0)
  await resident.tap('打 119')
  expect(resident.calls).toContain('119')
  await resident.tap('提交诉求')
  await resident.sees('交上去了')
  resident.close()
})

test('without a network the form is filled and kept as ever', async () => {
  const resident = await open('resident', SUBMIT)
  await resident.sees('檀溪苑3号楼')
  resident.setOnline(false)
  await resident.type('健身器材的螺丝松了，老人不敢用')
  await resident.tap('提交诉求')
  await resident.sees('已存成草稿')
  resident.setOnline(true)
  await resident.until(() => resident.answers.includes('appeals.submit'))
  resident.close()
})

test('what a worker registered stands in a list of its own', async () => {
  const worker = await open('worker', '/modules/worker/desk/register')
  await worker.sees('檀溪苑3号楼')
  await worker.type('钱奶奶')
  await worker.type('家门口的扶手松了，上下楼不稳', 2)
  await worker.tap('登记诉求')
  await worker.sees('钱奶奶的诉求')
  await worker.replaceAllWith('/pages/me/me')
  await worker.tap('我登记的')
  await worker.tap('家门口的扶手松了', 0)
  await worker.sees('钱奶奶')
  worker.close()
})
