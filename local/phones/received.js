import { every, read } from './local.js'

const list = document.getElementById('received')
const empty = document.getElementById('received-empty')
const SHOWN = 12
const KINDS = {
  subscribe: '订阅消息',
  employee: '员工消息',
  textCheck: '文字检查',
  mediaCheck: '图片检查',
  push: '图片结论',
  sms: '短信',
  voice: '电话',
}
const time = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

function element(tag, className, text) {
  const node = document.createElement(tag)
  if (className) node.className = className
  node.textContent = text
  return node
}

/** `demo-openid-worker` → 刘海峰 */
function nameOf(openid, people) {
  return people.find(({ key }) => openid === `demo-openid-${key}`)?.name ?? ''
}

function row(entry, people) {
  const item = document.createElement('li')
  const at = element('time', '', time.format(Date.parse(entry.at)))
  at.dateTime = entry.at
  const isTaken = entry.errcode === 0
  const taker = entry.phone ? '电信公司' : '微信'
  const words = entry.data ? Object.values(entry.data).join(' · ') : (entry.text ?? '')
  item.append(
    at,
    element(
      'b',
      '',
      [entry.template?.title ?? KINDS[entry.api], nameOf(entry.openid, people)].filter(Boolean).join(' → '),
    ),
    element('span', 'words', words),
    element(
      'span',
      isTaken ? 'tag' : 'tag refused',
      isTaken ? `${taker}已收下` : `${taker}没收（${entry.errcode ?? '没回音'}）`,
    ),
  )
  return item
}

/** Lists the newest of what the simulated WeChat was sent, newest first. */
export function watchReceived(people) {
  let newest = 0
  every(2000, async () => {
    const { received } = await read(`/local/outbox?since=${newest}`).catch((error) => {
      // After a restart the numbering begins anew.
      newest = 0
      list.replaceChildren()
      throw error
    })
    newest = Math.max(newest, ...received.map(({ seq }) => seq))
    const shown = received.filter(({ api }) => api in KINDS)
    list.prepend(...shown.slice(0, SHOWN).map((entry) => row(entry, people)))
    while (list.children.length > SHOWN) list.lastElementChild.remove()
    empty.hidden = list.children.length > 0
    return false
  })
}
