import type { Executor } from '../../kernel/database/open'

/** What one function keeps of a person, for the person's own export: a heading and its rows. Sealed values are left out or opened by the function. */
export interface OwnExport {
  title: string
  of(db: Executor, personId: string): Promise<unknown[]>
}

declare module '../../kernel/context' {
  interface Deps {
    ownExports: readonly OwnExport[]
  }
}
