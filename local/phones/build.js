import { every, read } from './local.js'

const panel = document.getElementById('build')
const bar = panel.querySelector('.meter')
const log = document.getElementById('build-log')

function say(title, detail) {
  document.getElementById('build-title').textContent = title
  document.getElementById('build-detail').textContent = detail
}

function show({ state, percent, seconds, detail }) {
  panel.hidden = state === 'ready'
  panel.classList.toggle('failed', state === 'failed')
  bar.hidden = state === 'failed'
  bar.setAttribute('aria-valuenow', percent)
  bar.firstElementChild.style.width = `${percent}%`
  log.hidden = state !== 'failed'
  log.textContent = detail ?? ''
  if (state === 'failed') say('手机页面没生成出来', '改好后重新 npm start，原因在下面')
  else say(`正在生成手机页面 ${percent}%`, `已 ${seconds} 秒，第一次约一分钟，好了会自己打开`)
}

/** Shows how far the phone pages are and calls `onReady` once they can be opened. */
export function watchBuild(onReady) {
  every(1000, async () => {
    const progress = await read('/local/build')
    show(progress)
    if (progress.state === 'ready') onReady()
    return progress.state !== 'building'
  })
}
