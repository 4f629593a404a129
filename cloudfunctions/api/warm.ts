import { readConfig } from '../kernel/config'
import { compose, type Parts } from './compose'

/** Puts a cloud function's parts together on its first call and keeps them while the instance lives; a failed start is tried again. */
export function warm<T>(build: (parts: Parts, config: ReturnType<typeof readConfig>) => Promise<T>): () => Promise<T> {
  let built: Promise<T> | null = null
  return () => {
    built ??= start(build).catch((error: unknown) => {
      built = null
      throw error
    })
    return built
  }
}

/** An instance serves one call at a time: few connections each, many instances. */
const POOL_SIZE = 4

async function start<T>(build: (parts: Parts, config: ReturnType<typeof readConfig>) => Promise<T>): Promise<T> {
  const config = readConfig()
  return build(await compose(config, { poolSize: POOL_SIZE }), config)
}
