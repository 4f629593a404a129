const { MINE, choose, write } = require('./notices')
const { open } = require('./people')

const TITLE = '周三停水，请提前存水'
const BODY = '11月25日（周三）早9点到晚5点，檀溪苑停水。请提前存水，出门前关好水龙头。'

/** The form as the secretary fills it, to the whole estate. */
async function compose(phone, title) {
  await write(phone, title, BODY)
  await choose(phone, '檀溪苑')
}

test('what is empty is not read aloud', async () => {
  const secretary = await open('secretary', '/modules/civic/notices/compose')
  await secretary.sees('先写标题')
  await secretary.tap('听一遍')
  expect(secretary.toasts.at(-1)).toBe('先写标题或内容，再听一遍')
  secretary.close()
})

test('a secretary writes a notice, sees whom it would reach, sends it, sees whom it reached, recalls it', async () => {
  const secretary = await open('secretary', '/pages/home/home')
  await secretary.tap('发通知')
  await secretary.sees('还没有发过通知')
  await compose(secretary, TITLE)
  await secretary.tap('听一遍')
  expect(secretary.toasts.at(-1)).toContain('屏幕朗读')
  await secretary.tap('转成大白话')
  await secretary.sees('按规则整理，以原文为准')
  await secretary.sees('不花钱')
  expect(secretary.text()).toMatch(/预计通知到[1-9][\d,]* ?人，[1-9][\d,]* 户/)

  await secretary.tap(/发给 [\d,]+ 人/)
  await secretary.sees('发出后能更正、能撤回')
  await secretary.sees('檀溪苑，全部住户')
  // The sheet stands before the bar, which says the same.
  await secretary.tap(/发给 [\d,]+ 人/, 0)
  await secretary.sees('人看了，共')
  await secretary.tap(TITLE)
  await secretary.sees('各楼情况', 30_000)
  expect(secretary.text()).toMatch(/一共 [1-9][\d,]* 人，[1-9][\d,]* 户/)
  await secretary.tap('更正、撤回、置顶')
  await secretary.tap('撤回')
  await secretary.sees('撤回这条通知吗')
  await secretary.type('自来水公司改了时间，另发通知')
  await secretary.tap('撤回通知')
  await secretary.sees('这条通知已撤回')
  await secretary.until(() => !secretary.text().includes('更正、撤回、置顶'))
  secretary.close()
})

test('a document goes with a notice; a resident opens it in WeChat, and is told when it does not come', async () => {
  const NAME = '停水范围.pdf'
  const secretary = await open('secretary', MINE)
  await compose(secretary, '停水范围见附件')
  await secretary.tap('附件')
  await secretary.tap('文件')
  await secretary.sees('已传上')
  await secretary.tap(/发给 [\d,]+ 人/)
  await secretary.sees('发出后能更正、能撤回')
  await secretary.tap(/发给 [\d,]+ 人/, 0)
  await secretary.sees('人看了，共')
  secretary.close()

  const resident = await open('resident', '/modules/civic/notices/list')
  await resident.tap('停水范围见附件')
  await resident.sees(NAME)
  const release = resident.hold(/^\/files\//)
  await resident.tap(NAME)
  await resident.sees('正在打开')
  release()
  await resident.until(() => !resident.text().includes('正在打开'))
  expect(resident.toasts.at(-1)).toBe('没连上网，连上后再试一次')
  resident.canOpenDocuments = false
  await resident.tap(NAME)
  await resident.until(() => resident.toasts.at(-1) === '这份文件手机打不开，到电脑上再看')
  await resident.until(() => !resident.text().includes('正在打开'))
  expect(resident.documents).toEqual([])
  resident.canOpenDocuments = true
  await resident.tap(NAME)
  await resident.until(() => resident.documents.length === 1)
  expect(resident.documents[0]).toMatchObject({ fileType: 'pdf', text: expect.stringContaining('%PDF-') })
  await resident.until(() => !resident.text().includes('正在打开'))
  resident.close()
})

test('what is being written stays on the phone, and on the server once it was previewed; it is thrown away with a question', async () => {
  const secretary = await open('secretary', MINE)
  await compose(secretary, '明天体检')
  await secretary.replaceAllWith(MINE)
  await secretary.tap('发通知')
  await secretary.sees('预计通知到')
  await secretary.tap('先预览')
  await secretary.sees('平常的样子')
  await secretary.sees('明天体检')
  await secretary.tap('长辈版')
  await secretary.sees('以原文为准')
  await secretary.replaceAllWith(MINE)
  await secretary.tap('草稿', 0)
  await secretary.tap('明天体检')
  await secretary.sees('预计通知到')
  await secretary.tap('删掉这份草稿')
  await secretary.tap('删掉草稿')
  await secretary.tap('草稿', 0)
  await secretary.sees('没有草稿的通知')
  secretary.close()
})

test('without a network the notice is written on, and not sent', async () => {
  const secretary = await open('secretary', MINE)
  await compose(secretary, '明天开会')
  secretary.setOnline(false)
  await secretary.sees('没连上网，连上后再发')
  const saves = secretary.requests.filter((path) => path === 'notices.save').length
  await secretary.tap('先预览')
  expect(secretary.requests.filter((path) => path === 'notices.save').length).toBe(saves)
  secretary.close()
})
