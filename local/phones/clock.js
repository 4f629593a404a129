import { post } from './local.js'

const label = document.getElementById('now')
const format = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
let aheadMs = 0

function draw() {
  label.textContent = format.format(Date.now() + aheadMs)
}

async function advance(seconds) {
  const { now } = await post('/local/clock', { advanceSeconds: seconds })
  aheadMs = Date.parse(now) - Date.now()
  draw()
}

/** Shows the time that all three phones live in and lets it be moved forward. */
export function showClock() {
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', async () => {
      button.disabled = true
      await advance(Number(button.dataset.advance)).catch((error) => {
        label.textContent = error.message
      })
      button.disabled = false
      button.focus()
    })
  }
  advance(0).catch(draw)
  setInterval(draw, 10_000)
}
