import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openBrowser } from '../tests/browser/browser'

/**
 * Draws the marks of WeChat's map, which takes pictures alone: one for each light, by Tabler's filled icons (MIT, licence in
 * docs/licences), in the state colours of tokens.css on a white edge. Told apart by shape as well as by colour.
 * Run it after a change: `npx tsx config/map-marks.ts`.
 */
const MARKS = {
  red: { icon: 'alert-square-rounded', colour: '#c4221f' },
  yellow: { icon: 'alert-triangle', colour: '#b86200' },
  green: { icon: 'clock', colour: '#00706d' },
  done: { icon: 'circle-check', colour: '#66767a' },
}
const PIXELS = 96

const drawings = path.resolve(__dirname, '../node_modules/@tabler/icons/icons/filled')
const target = path.resolve(__dirname, 'map-marks')

function drawingOf(icon: string, colour: string): string {
  const inside = readFileSync(path.join(drawings, `${icon}.svg`), 'utf8')
    .match(/<path[^>]*\/>/g)!
    .join('')
  return `<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="${PIXELS}" height="${PIXELS}" viewBox="0 0 24 24">
    <g fill="#fff" stroke="#fff" stroke-width="3" stroke-linejoin="round">${inside}</g><g fill="${colour}">${inside}</g></svg></body>`
}

async function draw(): Promise<void> {
  const browser = await openBrowser()
  if (!browser) throw new Error('the marks are drawn by Chromium or Chrome')
  mkdirSync(target, { recursive: true })
  const page = await browser.newPage({ viewport: { width: PIXELS, height: PIXELS } })
  for (const [name, { icon, colour }] of Object.entries(MARKS)) {
    await page.setContent(drawingOf(icon, colour))
    await page.screenshot({ path: path.join(target, `${name}.png`), omitBackground: true })
  }
  await browser.close()
}

void draw()
