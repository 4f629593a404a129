/** Token buckets in this instance's memory: a brake on hammering, not an account of calls. */
export class RateLimit {
  private readonly buckets = new Map<string, { level: number; at: number }>()

  constructor(private readonly peopleMax = 50_000) {}

  /** True when `who` may make one more call, given `perMinute` refill and a burst of the same size. */
  take(who: string, perMinute: number, nowMs: number): boolean {
    const bucket = this.buckets.get(who) ?? { level: perMinute, at: nowMs }
    const level = Math.min(perMinute, bucket.level + (Math.max(0, nowMs - bucket.at) / 60_000) * perMinute)
    this.buckets.delete(who)
    this.buckets.set(who, { level: level >= 1 ? level - 1 : level, at: nowMs })
    if (this.buckets.size > this.peopleMax) this.buckets.delete(this.buckets.keys().next().value!)
    return level >= 1
  }
}
