const AWAY = '服务正在恢复，好了会自己接上'

/** Reads JSON from the local server. Rejects with a sentence for people. */
export const read = (path) => ask(path)

/** Posts JSON to the local server. Rejects with a sentence for people. */
export const post = (path, body) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

async function ask(path, init) {
  const response = await fetch(path, init).catch(() => null)
  const answer = await response?.json().catch(() => null)
  if (!response?.ok) throw new Error(answer?.error?.message ?? AWAY)
  return answer
}

/** What this page itself remembers; a browser may refuse, and then it remembers nothing. */
export const store = {
  get(name) {
    try {
      return localStorage.getItem(`linli.page.${name}`)
    } catch {
      return null
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`linli.page.${name}`, value)
    } catch {
      // Private windows may keep nothing.
    }
  },
}

/** Calls `work` now and every `ms` while the page is looked at. `work` answers true to end it. */
export function every(ms, work) {
  const turn = async () => {
    const isDone = document.hidden ? false : await work().catch(() => false)
    if (!isDone) setTimeout(turn, ms)
  }
  turn()
}
