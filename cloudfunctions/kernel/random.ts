import { randomBytes } from 'node:crypto'

/** Source of unguessable bytes; tests inject a seeded one. */
export type Random = (bytes: number) => Buffer

export const systemRandom: Random = (bytes) => randomBytes(bytes)
