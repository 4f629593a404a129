/** Lets `width` pieces of work run at once; the others wait in line. */
export function gate(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= width) await new Promise<void>((enter) => waiting.push(enter))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place is handed on, not freed, so that no newcomer slips in between.
      if (next) next()
      else running -= 1
    }
  }
}
