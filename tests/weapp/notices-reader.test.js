const { open } = require('./people')

const MINE = '/modules/civic/notices/mine'
const LIST = '/modules/civic/notices/list'
const DOORS = '/modules/worker/doors/lists'
const TITLE = '周六体检，带上身份证'
const BODY = '请各位居民于12月5日（周六）早8点到社区服务中心体检，届时请携带身份证。'

/** Taps what shows words like these: the last such place, or another. */
async function tapLike(phone, pattern, which = -1) {
  const words = () => phone.text().match(pattern)?.[0]
  await phone.until(
    () => words() !== undefined && phone.placesOf(words()).length > 0,
    30_000,
    () => `nothing is like ${pattern}: ${phone.text()}`,
  )
  await phone.tap(words(), which)
}

/** Told to the whole estate, each to say that they know. */
async function post(phone) {
  await phone.tap('发通知')
  await phone.type(TITLE, 0)
  await phone.type(BODY, 1)
  await phone.tap('改范围')
  await phone.tap('檀溪苑')
  await phone.sees('已选')
  await phone.tap('就发给这些人')
  await phone.sees('预计通知到')
  await phone.tap('要居民点已知晓')
  await tapLike(phone, /发给 [\d,]+ 人/)
  await phone.sees('发出后能更正、能撤回')
  await tapLike(phone, /发给 [\d,]+ 人/, 0)
  await phone.sees('人看了，共')
}

test('a resident reads a notice, says so, and writes below it; the secretary sees both', async () => {
  const secretary = await open('secretary', MINE)
  await post(secretary)

  const resident = await open('resident', '/pages/home/home')
  await resident.tap('通知公告')
  await resident.sees('请点已知晓')
  await resident.tap(TITLE)
  await resident.sees('青檀里社区')
  await resident.tap('看大白话')
  await resident.sees('按规则整理，以原文为准')
  await resident.tap('看原文')
  await resident.tap('已知晓')
  await resident.sees('您已知晓')
  await resident.type('要不要空腹')
  await resident.tap('发留言')
  await resident.sees('要不要空腹')
  await resident.replaceAllWith(LIST)
  await resident.tap('还没看')
  await resident.until(() => !resident.text().includes(TITLE))
  resident.close()

  await secretary.tap(TITLE)
  await secretary.sees('各楼情况', 30_000)
  await secretary.sees('已读')
  secretary.close()
})

test('an elder finds it by a word and reads it in plain words', async () => {
  const elder = await open('elder', LIST)
  await elder.type('体检')
  await elder.sees(TITLE)
  await elder.tap(TITLE)
  await elder.tap('看大白话')
  await elder.sees('按规则整理，以原文为准')
  await elder.tap('听一遍')
  elder.close()
})

test('whom nothing reaches goes to the grid worker, who marks a door and takes it back', async () => {
  const secretary = await open('secretary', MINE)
  await secretary.tap(TITLE)
  await secretary.tap('名单派给网格员')
  await tapLike(secretary, /派给网格员/, 0)
  const worker = await open('worker', DOORS)
  await worker.sees(TITLE, 30_000)
  await worker.tap(TITLE)
  await worker.sees('要告诉大家')
  await worker.tap('标记告知', 0)
  await worker.tap('当面说了')
  await worker.sees('标错了，撤回')
  await worker.tap('标错了，撤回')
  await worker.until(() => !worker.text().includes('标错了，撤回'))
  await worker.tap('打印名单')
  await worker.sees('手机上打不了')
  worker.close()
  secretary.close()
})
