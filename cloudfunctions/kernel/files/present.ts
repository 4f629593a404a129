import * as z from 'zod'
import type { FileView } from '../../contract/files'
import type { Encryption } from '../encryption'
import { steadyAddress } from './address'
import type { FileRow } from './store'

/** Schema of FileView for the outputs of procedures. */
export const fileView = z.strictObject({
  id: z.string(),
  url: z.nullable(z.string()),
  checkState: z.enum(['pending', 'passed', 'refused']),
  seconds: z.nullable(z.int()),
  name: z.nullable(z.string()),
})

export type PresentableFile = Pick<FileRow, 'id' | 'personId' | 'state' | 'checkState' | 'seconds' | 'name'>

/** How a viewer gets a file: until WeChat's check has passed it, its author alone gets an address. */
export function presentFile(
  deps: { encryption: Encryption },
  file: PresentableFile,
  viewerId: string | null,
  now: Date,
): FileView {
  const maySee = file.state === 'ready' && (file.checkState === 'passed' || file.personId === viewerId)
  const { id, checkState, seconds, name } = file
  return { id, url: maySee ? steadyAddress(deps, id, now) : null, checkState, seconds, name }
}
