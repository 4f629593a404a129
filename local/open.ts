import { spawn } from 'node:child_process'

const OPENERS: Record<string, [string, ...string[]]> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
}

/** Opens the page for a person who sits at this machine; does nothing on a server, in a pipe or with LINLI_OPEN=off. */
export function openInBrowser(url: string, env = process.env): void {
  const opener = OPENERS[process.platform]
  const hasScreen = process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  if (!opener || !hasScreen || !process.stdout.isTTY || env.CI || env.LINLI_OPEN === 'off') return
  const [file, ...args] = opener
  const child = spawn(file, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
