/** Lets `width` pieces of work run at once; the others wait in line. */
export class Gate {
  private running = 0
  private readonly waiting: (() => void)[] = []

  constructor(private readonly width: number) {}

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.width) await new Promise<void>((enter) => this.waiting.push(enter))
    else this.running++
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      // The place is handed on, not freed, so that no newcomer slips in between.
      if (next) next()
      else this.running--
    }
  }
}
