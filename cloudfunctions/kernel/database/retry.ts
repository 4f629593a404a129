const DEADLOCK = '40P01'
const TRIES = 4

/** PostgreSQL ended this transaction so that another could go on; the code stands on the error or on what caused it. */
function wasInTheWay(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === DEADLOCK) || wasInTheWay(error.cause)
}

/** Runs a transaction again when it was ended because two waited for each other: nothing of it stands then. */
export async function untilNotInTheWay<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      if (tries === TRIES || !wasInTheWay(error)) throw error
    }
  }
}
