import { useRef, useState } from 'react'
import { LIST_FILE_SECONDS } from '../../../../cloudfunctions/contract/secretary/people'
import { countOf } from '../../../lib/format'
import { bringFile, giveFile, printFile } from '../../../lib/give-file'
import { useIsOnline } from '../../../lib/network'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { NoticeBar } from '../../../ui/notice-bar'

type Head = Awaited<ReturnType<typeof api.people.list>>['head']

/** An exported list that can be handed over for a few minutes. */
interface Given {
  file: string
  fileName: string
  printUrl: string
}

const MINUTES = LIST_FILE_SECONDS / 60

/** The export is asked for once; then its file is given at a tap, as WeChat wants it. */
function useExport(listId: string, onDone: () => void) {
  const [given, give] = useState<Given | null>(null)
  // A file that did not come through is fetched again; it is not exported again.
  const made = useRef<Awaited<ReturnType<typeof api.people.export>> | null>(null)
  const { send, isBusy, fault } = useSend(api.people.export, { topics: ['people'] })
  const take = async () => {
    made.current ??= await send({ listId })
    if (!made.current) return
    const { csvUrl, ...names } = made.current
    try {
      give({ file: await bringFile(csvUrl), ...names })
      onDone()
    } catch (cause) {
      tell(asRpcError(cause).message)
    }
  }
  return { given, take, isBusy, fault }
}

interface ExportProps {
  listId: string
  head: Head
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
}

/** Takes the list away as a file, once. */
export function Export({ listId, head, isOpen, onOpen }: ExportProps) {
  const isOnline = useIsOnline()
  const { given, take, isBusy, fault } = useExport(listId, () => onOpen(false))
  if (given)
    return (
      <ActionBar
        help={`${MINUTES} 分钟内有效，用完请删掉`}
        second={
          printFile ? (
            <Button id="list-print" word="打印" look="outline" onTap={() => printFile?.(given.printUrl)} />
          ) : undefined
        }
      >
        <Button
          id="list-save"
          word={printFile ? '下载表格' : '转发表格'}
          isWide
          onTap={() => giveFile(given.file, given.fileName)}
        />
      </ActionBar>
    )
  return (
    <>
      <ActionBar help={head.isExported ? '这份名单导出过了；还要的话请重新打开' : undefined}>
        <Button
          id="list-export"
          word="导出名单"
          look="tint"
          isWide
          isDisabled={head.isExported}
          onTap={() => onOpen(true)}
        />
      </ActionBar>
      <ConfirmSheet
        id="list-export-send"
        isOpen={isOpen}
        title={`导出这 ${countOf(head.people)} 人的名单吗`}
        body={`用途：${head.purposeLabel}。电话中间四位是遮上的。文件里写着您的名字和编号，里面每个人都查得到您导出过。一份只能导出一次。`}
        verb="导出表格"
        back="先不导"
        isBusy={isBusy}
        isDisabled={!isOnline}
        onConfirm={() => void take()}
        onClose={() => onOpen(false)}
      >
        {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
        {isOnline ? null : <NoticeBar kind="offline" words="没连上网，连上后再导出" />}
      </ConfirmSheet>
    </>
  )
}
