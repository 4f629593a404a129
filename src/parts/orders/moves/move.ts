import type { ProcedurePath } from '../../../lib/rpc'

/** One of several to choose from: a colleague, a department, a reason. */
export interface Choice {
  key: string
  title: string
  second?: string
}

/** What must be picked before a move can go. */
export interface Pick {
  /** The field of the procedure's input. */
  field: 'toPersonId' | 'departmentId' | 'reason' | 'result'
  label: string
  /** The row that brings back the others once one is picked: 换一个人. */
  again: string
  /** Fixed ones, or those that the server knows for an order. */
  choices: readonly Choice[] | ((orderId: string) => Promise<Choice[]>)
  /** Said where there is nobody and nothing to pick. */
  none?: string
  /** A choice that must be explained. */
  explain?: string
}

/** A move that is asked for with words, pictures or a choice, each in a sheet of its own. */
export interface WordedMove {
  path: ProcedurePath
  /** On the button that opens the sheet and on the one that sends. */
  verb: string
  title: string
  /** What follows from it. */
  body?: string
  pick?: Pick
  /** The field's name and an example. */
  ask: string
  example: string
  /** reason: words; evidence: words or a picture; nothing: words are welcome. */
  needs: 'reason' | 'evidence' | 'nothing'
  takesPhotos: boolean
  /** Cannot be taken back by who does it. */
  isGrave?: boolean
  /** Further fields of the input. */
  extra?: Record<string, string>
  done: string
}
