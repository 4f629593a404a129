const { open, phones, place, titleOf } = require('./people')

const FAMILY = '/modules/account/family/list'
const WORDS = '楼道的灯坏了，老人夜里下楼看不见。'

beforeAll(() => {
  for (const key of ['neighbour', 'elder', 'family'])
    phones[key] = { openid: `demo-openid-${key}`, place, storage: new Map() }
})

let actPage

test('one asks, the other agrees, an appeal is told for them, and they see it', async () => {
  const asker = await open('neighbour', '/pages/me/me')
  await asker.tap('家人')
  await asker.tap('申请替家人办事')
  await asker.sees('写上家人的姓名')
  await asker.type('张建国')
  await asker.tap('亲戚')
  await asker.tap('选')
  for (const step of ['檀溪苑', '3号楼', '2单元']) await asker.tap(step)
  await asker.sees('再选房号')
  await asker.tap('501')
  await asker.tap('提交申请')
  await asker.sees('等答复')
  await asker.sees('张建国，檀溪苑3号楼2单元501')
  asker.close()

  const person = await open('resident', FAMILY)
  await person.sees('等您答复')
  await person.tap('王玉玲')
  await person.sees('随时能收回')
  await person.tap('同意替我办事')
  await person.sees('谁能替我办事')
  person.close()

  const acting = await open('neighbour', FAMILY)
  await acting.sees('我能替谁办事')
  await acting.tap('张建国')
  await acting.sees('正在为 张建国 办事')
  actPage = acting.pages.at(-1).url
  await acting.tap('替张建国提一件诉求')
  await acting.sees('正在为 张建国 办事')
  await acting.type(WORDS)
  await acting.sees('檀溪苑3号楼2单元')
  await acting.tap('提交诉求')
  await acting.sees('张建国的诉求有人接')
  await acting.tap('看办理进度')
  await acting.sees('您替张建国报的')
  acting.close()

  const again = await open('resident', '/modules/governance/appeals/list')
  await again.sees(titleOf(WORDS))
  await again.tap(titleOf(WORDS))
  await again.sees('由亲戚王玉玲代报')
  again.close()
})

test('who looked stands in the log; once it is taken back, an old screen is of no use', async () => {
  const acting = await open('neighbour', actPage)
  await acting.sees('檀溪苑3号楼2单元501')
  await acting.tap('登记了张建国的哪些资料')
  await acting.sees('身份证号')
  expect(acting.text()).not.toMatch(/\d{11}/)
  acting.close()

  const person = await open('resident', '/modules/account/privacy/privacy')
  await person.sees('家人 王玉玲')
  await person.sees('看了登记的资料')
  await person.replaceAllWith('/modules/account/privacy/consents')
  await person.sees('给王玉玲')
  await person.tap('家人替我办事、接收我的告警', 0)
  await person.tap('收回同意')
  await person.sees('收回了的')
  person.close()

  const after = await open('neighbour', actPage)
  await after.sees('您现在不能替这位家人办事了')
  after.close()
})

test('the demo county’s mother stops her daughter', async () => {
  const elder = await open('elder', FAMILY)
  await elder.tap('李文静')
  await elder.sees('马上生效')
  await elder.tap('不再让他替我办')
  await elder.sees('他们同意就行')
  elder.close()
  const daughter = await open('family', FAMILY)
  await daughter.sees('他们同意就行')
  daughter.close()
})
