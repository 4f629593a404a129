/** Uploads being received at once: each holds its bytes in memory until it is decoded. */
export class UploadSlots {
  private readonly held = new Map<string, number>()
  private total = 0

  constructor(
    private readonly totalMax = 24,
    private readonly perPersonMax = 3,
  ) {}

  /** Takes a slot and answers how to give it back; null when none is free. */
  take(personId: string): (() => void) | null {
    const mine = this.held.get(personId) ?? 0
    if (this.total >= this.totalMax || mine >= this.perPersonMax) return null
    this.held.set(personId, mine + 1)
    this.total++
    return () => this.giveBack(personId)
  }

  private giveBack(personId: string): void {
    const left = this.held.get(personId)! - 1
    if (left > 0) this.held.set(personId, left)
    else this.held.delete(personId)
    this.total--
  }
}
