import { View } from '@tarojs/components'
import { useState } from 'react'
import { FEEDBACK_TEXT_MAX, FEEDBACK_TEXT_MIN } from '../../../../cloudfunctions/contract/account/feedback'
import { useNow } from '../../../lib/clock'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { usePages } from '../../../lib/use-pages'
import { Button } from '../../../ui/button'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { ListEnd } from '../../../ui/list-cell'
import { States } from '../../../ui/page'
import { Entry, type FeedbackEntry } from './entry'

function AnswerSheet({ entry, onClose }: { entry: FeedbackEntry; onClose: () => void }) {
  const [text, setText] = useState('')
  const { send, isBusy } = useSend(api.feedback.answer, {
    topics: ['messages'],
    onDone: () => {
      tell('答复发出去了')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ConfirmSheet
      id="answer-send"
      isOpen
      title="答复这条意见"
      body={entry.text}
      verb="发出答复"
      back="先不答"
      isBusy={isBusy}
      isDisabled={text.trim().length < FEEDBACK_TEXT_MIN}
      onConfirm={() => void send({ id: entry.id, text: text.trim() })}
      onClose={onClose}
    >
      <TextField
        id="answer-text"
        label="怎么答复"
        example="说清楚怎么办、什么时候办"
        value={text}
        isLong
        maxLength={FEEDBACK_TEXT_MAX}
        onChange={setText}
      />
    </ConfirmSheet>
  )
}

/** What people of the whole county have said; the county answers. */
export function Everybodys() {
  const moment = useNow()
  const [answering, setAnswering] = useState<FeedbackEntry | null>(null)
  const { query, items, isEmpty } = usePages(['messages', 'feedback.list'], (cursor) => api.feedback.list({ cursor }))
  return (
    <View className="mt2">
      <States
        state={isEmpty ? { kind: 'empty', sentence: '全县对本程序的意见在这里' } : pageState(query)}
        onRetry={query.refetch}
      >
        {items.map((entry) => (
          <Entry key={entry.id} entry={entry} moment={moment}>
            {entry.answer ? null : (
              <View className="row mt2">
                <Button id={`answer-${entry.id}`} word="答复" look="tint" isSmall onTap={() => setAnswering(entry)} />
              </View>
            )}
          </Entry>
        ))}
        {query.hasNextPage ? null : <ListEnd />}
      </States>
      {answering ? <AnswerSheet entry={answering} onClose={() => setAnswering(null)} /> : null}
    </View>
  )
}
