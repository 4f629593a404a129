import { vi } from 'vitest'

/** These files share their modules and their process: what one swaps, whichever comes next would meet. */
function refuse(): never {
  throw new Error('only tests under tests/lib stand alone: hand in a clock or a collaborator, or move the test there')
}

for (const name of ['mock', 'doMock', 'useFakeTimers', 'stubGlobal', 'stubEnv'] as const) vi[name] = refuse
