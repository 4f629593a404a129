import type { Executor } from '../../kernel/database/open'

/** Of the files a person uploaded, those that one function keeps when the person leaves: they are an office's, or somebody else's proof. */
export type KeptFiles = (db: Executor, personId: string) => Promise<string[]>

declare module '../../kernel/context' {
  interface Deps {
    keptFiles: readonly KeptFiles[]
  }
}
