import { useState } from 'react'
import { FILE_GONE } from '../../../lib/file-gone'
import { openDocument } from '../../../lib/open-document'
import { asRpcError } from '../../../lib/rpc-error'
import { tell } from '../../../lib/tell'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { PhotoRow } from '../../../ui/photo-picker'
import type { Notice } from './notice'

type Attachment = Notice['files'][number]

interface AttachedProps {
  notice: Notice
  /** Reads the notice anew; undefined when it could not be read. */
  onRenew: () => Promise<Notice | undefined>
}

/** Opens documents, one at a time. Addresses are good for minutes: an old one is renewed, once. */
function useOpening(onRenew: AttachedProps['onRenew']) {
  const [openingId, setOpening] = useState<string | null>(null)
  const bring = async ({ id, url, name }: Attachment) => {
    try {
      await openDocument(url ?? '', name ?? '')
    } catch (cause) {
      if (asRpcError(cause).code !== FILE_GONE) throw cause
      const renewed = (await onRenew())?.files.find((file) => file.id === id)
      if (!renewed?.url || renewed.url === url) throw cause
      await openDocument(renewed.url, name ?? '')
    }
  }
  const open = async (file: Attachment) => {
    if (openingId) return
    setOpening(file.id)
    try {
      await bring(file)
    } catch (cause) {
      tell(asRpcError(cause).message)
    } finally {
      setOpening(null)
    }
  }
  return { openingId, open }
}

/** Pictures, then documents by their names. */
export function Attached({ notice: { pictures, files }, onRenew }: AttachedProps) {
  const { openingId, open } = useOpening(onRenew)
  if (pictures.length + files.length === 0) return null
  const stateOf = (file: Attachment) => {
    if (!file.url) return { second: '正在核对，核对好了就能打开' }
    return { onTap: () => void open(file), ...(file.id === openingId && { second: '正在打开' }) }
  }
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
              {...stateOf(file)}
            />
          ))}
        </Card>
      ) : null}
    </>
  )
}
