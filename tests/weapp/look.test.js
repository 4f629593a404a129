const fs = require('node:fs')
const path = require('node:path')
const { Phone } = require('./phone')

const wxml = fs.readFileSync(path.join(__dirname, '../../dist/weapp/base.wxml'), 'utf8')

test('the built templates carry names and states to screen readers', () => {
  for (const name of ['aria-label', 'aria-role', 'aria-hidden', 'aria-checked', 'aria-selected', 'aria-disabled'])
    expect(wxml).toMatch(new RegExp(`<view [^>]*${name}="{{i\\.p\\d+}}"`))
})

test('the phone’s font scale is followed, and from 1.3 on 长辈版 is offered', async () => {
  const phone = await new Phone({
    openid: 'demo-openid-neighbour',
    system: { fontSizeSetting: 22, fontSizeScaleFactor: 1.36 },
  }).launch()
  await phone.sees('字想再大一点，可以换长辈版')
  expect(phone.screen.querySelector('[style*="--x"]').getAttribute('style')).toContain('--x: 1.36')
  await phone.tap('换成长辈版 ›')
  await phone.sees('标准版')
  phone.close()
})

test('a guest looks around, and is asked to log in when acting', async () => {
  const phone = await new Phone({ openid: 'demo-openid-outsider' }).launch()
  await phone.sees('一键诉求')
  await phone.tap('一键诉求')
  await phone.sees('登录并提交诉求')
  phone.close()
})
