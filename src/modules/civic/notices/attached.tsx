import { openDocument } from '../../../lib/open-document'
import { asRpcError } from '../../../lib/rpc-error'
import { tell } from '../../../lib/tell'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { PhotoRow } from '../../../ui/photo-picker'
import type { Notice } from './notice'

type Attachment = Notice['files'][number]

const open = ({ url, name }: Attachment) =>
  url ? void openDocument(url, name ?? '').catch((cause) => tell(asRpcError(cause).message)) : undefined

/** Pictures, then documents by their names. */
export function Attached({ notice: { pictures, files } }: { notice: Notice }) {
  if (pictures.length + files.length === 0) return null
  return (
    <>
      {pictures.length > 0 ? (
        <Card>
          <Section title="图片" />
          <PhotoRow photos={pictures} />
        </Card>
      ) : null}
      {files.length > 0 ? (
        <Card isTight>
          {files.map((file) => (
            <ListCell
              key={file.id}
              id={`notice-file-${file.id}`}
              icon="file-text"
              title={file.name ?? '附件'}
              {...(file.url ? { onTap: () => open(file) } : { second: '正在核对，核对好了就能打开' })}
            />
          ))}
        </Card>
      ) : null}
    </>
  )
}
