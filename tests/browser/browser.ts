import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The machine's own Chromium or Chrome; else the one npm carries, for linux on x64. Null where neither can run. */
async function findBrowser(): Promise<{ executablePath: string; args: string[] } | null> {
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find((path) => path && existsSync(path))
  if (installed) return { executablePath: installed, args: FLAGS }
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  // The package unpacks its system libraries only where it believes to be a cloud function.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x'
  const { default: carried } = await import('@sparticuz/chromium')
  return { executablePath: await carried.executablePath(), args: [...carried.args, ...FLAGS] }
}

/** Opens a browser, with more flags where a test needs them, or says in one line why browser tests are skipped here. */
export async function openBrowser(flags: string[] = []): Promise<Browser | null> {
  const found = await findBrowser()
  if (found) return chromium.launch({ ...found, args: [...found.args, ...flags] })
  console.warn(
    `skipped: browser journeys need Chromium or Chrome, and none runs on ${process.platform} ${process.arch}`,
  )
  return null
}
