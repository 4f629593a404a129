import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useIsOnline } from '../../../lib/network'
import { openPage, replacePage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { keepDraft } from '../../../lib/use-draft'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { AudienceCard } from './audience-card'
import { isWhole, type Options } from './audience-words'
import { draftOf } from './draft-of'
import { EstimateCard, useEstimate } from './estimate-card'
import { BLANK_NOTICE, lackOf, type NoticeDraft } from './notice-draft'
import { SendSheet, sendWords } from './send-sheet'
import { isOut } from './shown'
import { TimesCard, WaysCard } from './switches-card'
import { type NoticeForm, useNoticeForm } from './use-notice-form'
import { useOptions } from './use-options'
import { WordsCard } from './words-card'
import './notices.css'

const SENT = { waiting: '交上去了，等第二个人同意', scheduled: '定好了，到时自动发出' } as const

/** Keeps the notice on the server, then sends it off; the phone lets go of its draft only after that. */
function useSending(form: NoticeForm) {
  const publishing = useSend(api.notices.publish, {
    topics: ['notices', 'messages'],
    onDone: ({ state }) => {
      form.discard()
      tell(state === 'waiting' || state === 'scheduled' ? SENT[state] : '正在发出')
      replacePage(paths.ownNotices)
    },
  })
  const send = async () => {
    const id = await form.save()
    if (id) await publishing.send({ id, at: form.draft.publishAt })
  }
  const { fault } = publishing
  return {
    send: () => void send(),
    isBusy: form.isSaving || publishing.isBusy,
    fault: fault ? (Object.values(fault.fields ?? {})[0] ?? fault.message) : null,
  }
}

function Discard({ form }: { form: NoticeForm }) {
  const [isAsking, setAsking] = useState(false)
  const { draft, discard } = form
  const leave = () => {
    discard()
    replacePage(paths.ownNotices)
  }
  const { send, isBusy } = useSend(api.notices.remove, {
    topics: ['notices'],
    onDone: leave,
    onFault: (fault) => tell(fault.message),
  })
  return (
    <Card isTight>
      <ListCell id="notice-discard" icon="trash" title="删掉这份草稿" onTap={() => setAsking(true)} />
      <ConfirmSheet
        id="notice-remove"
        isOpen={isAsking}
        title="删掉这份草稿吗"
        body="写的字和附件都会删掉，找不回来。"
        verb="删掉草稿"
        back="先留着"
        isGrave
        isBusy={isBusy}
        onConfirm={() => (draft.id ? void send({ id: draft.id }) : leave())}
        onClose={() => setAsking(false)}
      />
    </Card>
  )
}

interface FormProps {
  /** Of the draft on the phone. */
  name: string
  start: NoticeDraft
  options: Options
  /** Why a second person sent it back. */
  refusal: string | null
  /** The server keeps it from now on. */
  onKept: (draft: NoticeDraft) => void
}

function Form({ name, start, options, refusal, onKept }: FormProps) {
  const form = useNoticeForm(name, start)
  const isOnline = useIsOnline()
  const [isSending, setSending] = useState(false)
  const { draft, save, isSaving, wrong } = form
  const estimate = useEstimate(draft)
  const sending = useSending(form)
  const lack = lackOf(draft, isWhole(draft.audience)) ?? (isOnline ? null : '没连上网，连上后再发')
  const known = lack || estimate.isPlaceholderData ? undefined : estimate.data
  const other = Object.entries(wrong).find(([field]) => field !== 'title' && field !== 'body')?.[1]
  const preview = async () => {
    const id = await save()
    if (!id) return
    onKept({ ...draft, id })
    openPage(paths.previewNotice(id))
  }
  return (
    <Page
      title="发通知"
      className="at-desk"
      bar={
        <ActionBar
          lack={lack}
          second={
            <Button
              id="notice-preview"
              word="先预览"
              look="outline"
              isBusy={isSaving && !isSending}
              isDisabled={lack !== null}
              onTap={() => void preview()}
            />
          }
        >
          <Button
            id="notice-send"
            word={known ? sendWords(known) : '发通知'}
            icon="send"
            isWide
            isDisabled={known === undefined || (!known.isFew && known.people === 0)}
            onTap={() => setSending(true)}
          />
        </ActionBar>
      }
    >
      {other ? <NoticeBar kind="danger" words={other} /> : null}
      {refusal ? <NoticeBar kind="notice" icon="arrow-back-up" words={`退回来改：${refusal}`} /> : null}
      {estimate.data?.needsApproval ? <NoticeBar kind="offer" words="这里发通知要第二个人同意，同意后才发出" /> : null}
      <View className="notice-columns">
        <View className="notice-column">
          <WordsCard form={form} />
          <AudienceCard form={form} options={options} />
        </View>
        <View className="notice-column">
          <EstimateCard query={estimate} isAsked={isWhole(draft.audience)} />
          <TimesCard form={form} />
          <WaysCard form={form} options={options} />
          <Discard form={form} />
        </View>
      </View>
      {isSending && known ? (
        <SendSheet
          draft={draft}
          estimate={known}
          options={options}
          isBusy={sending.isBusy}
          fault={sending.fault}
          onConfirm={sending.send}
          onClose={() => setSending(false)}
        />
      ) : null}
    </Page>
  )
}

/**
 * A draft of the server, held as it was first read: what is written afterwards stands in the form. What is no draft any
 * more is followed where it went: a list may be older than that.
 */
function useStart(id: string | undefined) {
  const query = useQuery({
    queryKey: ['notices', 'notices.get', id],
    queryFn: () => api.notices.get({ id: id ?? '' }),
    enabled: id !== undefined,
    meta: { isFleeting: true },
  })
  const [start, setStart] = useState<NoticeDraft | null>(id ? null : BLANK_NOTICE)
  const found = start === null ? query.data : undefined
  if (found?.state === 'draft') setStart(draftOf(found))
  const gone = found && found.state !== 'draft' ? found : undefined
  useEffect(() => {
    if (gone) replacePage(isOut(gone.state) ? paths.noticeReach(gone.id) : paths.ownNotices)
  }, [gone])
  return { query, start }
}

const slotOf = (id: string | null | undefined) => `notices.compose.${id ?? 'new'}`

/** 发通知: what, to whom, how; the estimate beside it as it changes. */
export default function ComposeNotice() {
  const { id } = useRouter().params
  const [keptId, setKeptId] = useState<string | null>(null)
  const options = useOptions()
  const { query, start } = useStart(id)
  const name = slotOf(id ?? keptId)
  // Once it is the server's draft, the next new notice begins empty.
  const keep = (draft: NoticeDraft) => {
    if (id ?? keptId) return
    keepDraft(slotOf(draft.id), draft)
    keepDraft(name, BLANK_NOTICE)
    setKeptId(draft.id)
  }
  if (start && options.data)
    return (
      <Form
        key={name}
        name={name}
        start={start}
        options={options.data}
        refusal={query.data?.form?.decisionWhy ?? null}
        onKept={keep}
      />
    )
  const reads = id ? [options, query] : [options]
  return (
    <Page
      title="发通知"
      className="at-desk"
      skeleton="form"
      state={pageState(...reads)}
      onRetry={() => Promise.all(reads.map((read) => read.refetch()))}
    />
  )
}
