/** Milliseconds to wait after the n-th failed try (from 1): 1 s, 2 s, 4 s … at most 10 minutes. */
export const backOffMs = (attempt: number): number => Math.min(1000 * 2 ** (attempt - 1), 600_000)
