import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { NoticeBar } from '../../../ui/notice-bar'
import { Result } from '../../../ui/result'
import { Sheet } from '../../../ui/sheet'
import { CandidateList } from './candidate-list'
import { type Candidate, SideBySide, waitingWords } from './side-by-side'

/** Reads what an order may be made part of; `words` looks for others than the likely ones. */
function useCandidates(id: string, words: string | null) {
  return useQuery({
    queryKey: ['orders', 'dispatch.candidates', { id, words }],
    queryFn: () => api.dispatch.candidates({ id, ...(words && { words }) }),
  })
}

interface StepProps {
  order: Candidate
  into: Candidate
  onBack: () => void
  onClose: () => void
}

/** Both beside each other, and what follows. */
function Confirm({ order, into, onBack, onClose, onMerged }: StepProps & { onMerged: () => void }) {
  const moment = useNow()
  const { send, isBusy, fault } = useSend(api.dispatch.merge, { onDone: onMerged })
  return (
    <Sheet
      isOpen
      title="并到这一件吗"
      onClose={onClose}
      footer={
        <>
          <Button id="merge-back" word="换一件" look="outline" onTap={onBack} />
          <Button
            id="merge-send"
            word="并到这一件"
            isWide
            isBusy={isBusy}
            onTap={() => void send({ id: order.id, intoId: into.id })}
          />
        </>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <SideBySide order={order} into={into} moment={moment} />
      <View className="sub soft mt3">
        {`这一件不再单独办，${waitingWords(order)}跟着「${into.title}」听进展。并错了还能拆出来。`}
      </View>
    </Sheet>
  )
}

function Merged({ order, into, onClose }: Omit<StepProps, 'onBack'>) {
  return (
    <Sheet
      isOpen
      title="并到同一件事"
      onClose={onClose}
      footer={
        <>
          <Button id="merge-close" word="先不看" look="outline" onTap={onClose} />
          <Button
            id="merge-open"
            word="看合在一起的那件"
            isWide
            onTap={() => {
              onClose()
              openPage(paths.dispatchOrder(into.id))
            }}
          />
        </>
      }
    >
      <Result icon="circle-check" tone="ok" title="并好了" body={`${waitingWords(order)}跟着「${into.title}」听进展`} />
    </Sheet>
  )
}

/** Makes an order part of another of the same matter: choose, compare, merge. */
export function MergeSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const [words, setWords] = useState<string | null>(null)
  const [picked, pick] = useState<{ order: Candidate; into: Candidate } | null>(null)
  const [isMerged, setMerged] = useState(false)
  const query = useCandidates(id, words)
  if (picked && isMerged) return <Merged {...picked} onClose={onClose} />
  if (picked)
    return <Confirm {...picked} onBack={() => pick(null)} onClose={onClose} onMerged={() => setMerged(true)} />
  const order = query.data?.order
  return (
    <Sheet isOpen title="并到同一件事" onClose={onClose}>
      <CandidateList
        query={query}
        words={words}
        onSearch={setWords}
        onPick={(into) => order && pick({ order, into })}
      />
    </Sheet>
  )
}
