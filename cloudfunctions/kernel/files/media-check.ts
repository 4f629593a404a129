import type { Deps } from '../context'
import type { Tx } from '../database/open'
import { emit } from '../events/store'
import { lockFileByTrace, updateFile } from './store'

/**
 * Records WeChat's later answer to a picture check and emits `content.checked`; a repeated answer changes nothing.
 * False when no file has this trace id: the answer may have overtaken the call that asked, so let WeChat send it again.
 */
export async function recordMediaCheck(deps: Deps, tx: Tx, traceId: string, passed: boolean): Promise<boolean> {
  const file = await lockFileByTrace(tx, traceId)
  if (!file) return false
  if (file.checkState !== 'pending') return true
  await updateFile(tx, file.id, { checkState: passed ? 'passed' : 'refused' })
  await emit(deps, tx, 'content.checked', { subject: 'file', subjectId: file.id, passed, authorId: file.personId })
  return true
}
