import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { LIST_PURPOSE_KEYS, LIST_PURPOSES, type ListPurpose } from '../../../../cloudfunctions/contract/account/privacy'
import { countOf } from '../../../lib/format'
import { openPage, replacePage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { FormField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { Sheet } from '../../../ui/sheet'
import { filterOf } from './wanted'
import '../secretary.css'

type Preview = Awaited<ReturnType<typeof api.people.preview>>
type Wanted = Parameters<typeof api.people.preview>[0]

/** What stands between the secretary and the list: nothing, somebody else's yes, or waiting for it. */
function standingOf({ needsSecond, approval }: Preview): 'free' | 'usable' | 'waiting' | 'refused' | 'needed' {
  if (approval?.isUsable) return 'usable'
  if (!needsSecond) return 'free'
  if (approval?.state === 'asked') return 'waiting'
  return approval?.state === 'refused' ? 'refused' : 'needed'
}

const NOTICES = {
  free: null,
  usable: '别人同意过了，能打开一次',
  waiting: '已经申请，等第二个人同意',
  refused: '上次申请没有同意，可以再申请',
  needed: '超过 200 人了（一天里看过的都算上），要由第二个人同意',
} as const

interface PartsProps {
  parts: Preview['parts']
  onPick: (id: string) => void
  onClose: () => void
}

function Parts({ parts, onPick, onClose }: PartsProps) {
  return (
    <Sheet isOpen title="只看哪栋楼" onClose={onClose}>
      {parts.map(({ id, label }) => (
        <ListCell key={id} id={`part-${id}`} icon="building-community" title={label} onTap={() => onPick(id)} />
      ))}
    </Sheet>
  )
}

function useOpening(wanted: Wanted) {
  const opening = useSend(api.people.open, {
    // Of approvals one may have been used up.
    topics: ['people', 'messages'],
    onDone: ({ listId }) => replacePage(paths.openedList(listId)),
  })
  const asking = useSend(api.approvals.ask, {
    topics: ['people', 'messages'],
    onDone: () => {
      tell('申请好了，等第二个人同意')
      replacePage(paths.listApprovals)
    },
  })
  return {
    open: (purpose: ListPurpose, approvalId?: string) =>
      void opening.send({ ...wanted, purpose, ...(approvalId && { approvalId }) }),
    ask: (purpose: ListPurpose) => void asking.send({ ...wanted, purpose }),
    isBusy: opening.isBusy || asking.isBusy,
    fault: opening.fault ?? asking.fault,
  }
}

interface BarProps {
  preview: Preview
  purpose: ListPurpose | null
  opening: ReturnType<typeof useOpening>
}

function Bar({ preview, purpose, opening: { open, ask, isBusy } }: BarProps) {
  const standing = standingOf(preview)
  if (standing === 'waiting')
    return (
      <ActionBar>
        <Button id="list-approvals" word="看审批进度" isWide onTap={() => openPage(paths.listApprovals)} />
      </ActionBar>
    )
  const mayOpen = standing === 'free' || standing === 'usable'
  const approvalId = standing === 'usable' ? preview.approval?.id : undefined
  return (
    <ActionBar lack={purpose ? null : '先选用来做什么'} help="里面每个人都查得到您看过、用来做什么">
      <Button
        id={mayOpen ? 'list-open' : 'list-ask'}
        word={mayOpen ? '打开名单' : '申请看名单'}
        isWide
        isBusy={isBusy}
        isDisabled={purpose === null}
        onTap={() => purpose && (mayOpen ? open(purpose, approvalId) : ask(purpose))}
      />
    </ActionBar>
  )
}

/** Before a list is opened: whom it holds, where, and what it is for. */
export default function PeopleList() {
  const { params } = useRouter()
  const [placeId, setPlace] = useState(params.place ?? '')
  const [chosen, choose] = useState<ListPurpose | null>(null)
  const [isPicking, setPicking] = useState(false)
  const wanted = { placeId, filter: filterOf(params) }
  const query = useQuery({
    queryKey: ['people', 'people.preview', wanted],
    queryFn: () => api.people.preview(wanted),
    placeholderData: (before) => before,
  })
  const opening = useOpening(wanted)
  const { data } = query
  const standing = data ? standingOf(data) : 'free'
  // An approval is for one purpose.
  const purpose = standing === 'usable' ? (data?.approval?.purpose ?? null) : chosen
  const choices = standing === 'usable' && purpose ? [purpose] : LIST_PURPOSE_KEYS
  const notice = NOTICES[standing]
  const pick = (id: string) => {
    setPlace(id)
    setPicking(false)
  }
  return (
    <Page
      title={data?.title ?? '名单'}
      className="at-desk"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={data ? <Bar preview={data} purpose={purpose} opening={opening} /> : null}
    >
      {opening.fault ? <NoticeBar kind="danger" words={opening.fault.message} /> : null}
      {notice ? (
        <NoticeBar kind={standing === 'usable' ? 'offer' : 'notice'} icon="info-circle" words={notice} />
      ) : null}
      {data ? (
        <Card isTight>
          <FormField
            id="list-place"
            label="哪里的"
            value={data.placeName}
            caption={data.people === null ? '打开后写有多少人' : `${data.title}，${countOf(data.people)} 人`}
            action={placeId === params.place ? '选楼栋' : '看全部'}
            onTap={() => (placeId === params.place ? setPicking(true) : setPlace(params.place ?? ''))}
            isLocked={placeId === params.place && data.parts.length === 0}
          />
        </Card>
      ) : null}
      {standing === 'waiting' ? null : (
        <>
          <Section title="用来做什么" />
          <Card isTight>
            {choices.map((key) => (
              <ListCell
                key={key}
                id={`for-${key}`}
                title={LIST_PURPOSES[key]}
                isSelected={key === purpose}
                onTap={() => choose(key)}
              />
            ))}
          </Card>
        </>
      )}
      {isPicking && data ? <Parts parts={data.parts} onPick={pick} onClose={() => setPicking(false)} /> : null}
    </Page>
  )
}
