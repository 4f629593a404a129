import { openDocument } from '../../../lib/open-document'
import { asRpcError } from '../../../lib/rpc-error'
import { tell } from '../../../lib/tell'
import { ListCell } from '../../../ui/list-cell'
import type { Notice } from './detail'

/** Files of a notice; a tap opens one. */
export function Documents({ files }: Pick<Notice, 'files'>) {
  const open = (url: string, name: string) => {
    openDocument(url, name).catch((cause: unknown) => tell(asRpcError(cause).message))
  }
  return files.map(({ id, url, name }) => (
    <ListCell
      key={id}
      id={`document-${id}`}
      icon="file-text"
      title={name ?? '一份文件'}
      second={url ? '点开看' : '暂时打不开'}
      {...(url && { onTap: () => open(url, name ?? '一份文件') })}
    />
  ))
}
