import {
  type DehydratedState,
  defaultShouldDehydrateQuery,
  dehydrate,
  hydrate,
  type Query,
  type QueryClient,
} from '@tanstack/react-query'
import { newestThatFit } from './newest-that-fit'
import { currentOwner, type Owner, onLeaving, onSessionEnd } from './owner'
import { forgetText, keepJson, readJson } from './storage'

const KEPT = 'pages'
/** Of WeChat's 1 MB a key; a phone writes this without a stutter. */
const KEPT_CHARS_MAX = 200_000
const KEPT_DAYS = 7
const PAUSE_MS = 2_000
const DAY_MS = 86_400_000

/** Lists of people are for the moment, and for who watches them. */
const isKept = (query: Query) => defaultShouldDehydrateQuery(query) && query.meta?.isFleeting !== true

interface Kept {
  at: number
  owner: Owner
  state: DehydratedState
}

/**
 * Keeps what the screens last read, so that after a restart without network they show it again, marked as old by their
 * offline bar. Only who read it finds it again, and a session's end forgets it. Call once at launch, before the first screen.
 */
export function keepPages(queries: QueryClient): void {
  const kept = readJson<Kept>(KEPT)
  const isTheirs = kept !== null && kept.owner === currentOwner()
  if (isTheirs && Date.now() - kept.at < KEPT_DAYS * DAY_MS) {
    hydrate(queries, kept.state)
    // Nobody told this phone what changed while the app was closed: every page asks anew as it opens.
    void queries.invalidateQueries({ refetchType: 'none' })
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    timer = undefined
    const owner = currentOwner()
    if (owner === undefined) return
    const state = newestThatFit(
      dehydrate(queries, { shouldDehydrateMutation: () => false, shouldDehydrateQuery: isKept }),
      KEPT_CHARS_MAX,
    )
    keepJson(KEPT, { at: Date.now(), owner, state } satisfies Kept)
  }
  queries.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') timer ??= setTimeout(keep, PAUSE_MS)
  })
  const forget = () => {
    clearTimeout(timer)
    timer = undefined
    forgetText(KEPT)
  }
  onLeaving(forget)
  onSessionEnd(forget)
}
