import { useState } from 'react'
import { now } from '../../../lib/clock'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import type { CardHome, CardItem, CardTag } from './card-field'
import { useParcel } from './use-parcel'

const SHANGHAI_MS = 8 * 3_600_000
const today = () => new Date(now().getTime() + SHANGHAI_MS).toISOString().slice(0, 10)

interface EndSheetProps {
  id: string
  path: 'residents.untag' | 'residents.moveOut' | 'residents.died' | 'residents.endItem' | 'residents.undoDeath'
  title: string
  body: string
  verb: string
  back: string
  done: string
  isGrave?: boolean
  input: Record<string, unknown>
  /** Asks for the day on which it happened. */
  asksDay?: boolean
  onClose: () => void
}

const NOTHING = { on: '' }

function EndSheet(props: EndSheetProps) {
  const { id, path, title, body, verb, back, done, isGrave, input, asksDay = false, onClose } = props
  const [blank] = useState(() => (asksDay ? { on: today() } : NOTHING))
  const name = `${path}.${JSON.stringify(input)}`
  const { draft, change, send, isBusy, refusal } = useParcel({ path, name, blank, done, onClose })
  return (
    <ConfirmSheet
      id={id}
      isOpen
      title={title}
      body={body}
      verb={verb}
      back={back}
      isGrave={isGrave}
      isBusy={isBusy}
      onConfirm={() => void send(asksDay ? { ...input, on: draft.on.trim() } : input, title)}
      onClose={onClose}
    >
      {refusal ? <NoticeBar kind="danger" words={refusal} /> : null}
      {asksDay ? (
        <TextField
          id="end-day"
          label="哪一天"
          example="2026-11-26"
          value={draft.on}
          maxLength={10}
          onChange={(on) => change({ on })}
        />
      ) : null}
    </ConfirmSheet>
  )
}

/** What of a card is to end. */
export type Ending =
  | { kind: 'tag'; tag: CardTag }
  | { kind: 'home'; home: CardHome }
  | { kind: 'item'; item: CardItem }
  | { kind: 'life' }
  | { kind: 'death' }

interface EndingSheetProps {
  ending: Ending
  personId: string
  name: string
  onClose: () => void
}

/** Takes a tag or an item off, writes down that somebody moved out, or that they died. */
export function EndingSheet({ ending, personId, name, onClose }: EndingSheetProps) {
  if (ending.kind === 'tag') {
    const { label, tag } = ending.tag
    return (
      <EndSheet
        id="untag-send"
        path="residents.untag"
        title={`去掉${name}的「${label}」`}
        body="去掉以后，以前有过这个标签仍然查得到。"
        verb="去掉标签"
        back="先留着"
        done="标签去掉了"
        input={{ personId, tag }}
        onClose={onClose}
      />
    )
  }
  if (ending.kind === 'item') {
    const { label, itemId, current } = ending.item
    return (
      <EndSheet
        id="item-end-send"
        path="residents.endItem"
        title={`去掉${name}的${label}`}
        body={`${current?.shown ?? label}。去掉以后，以前登记过仍然查得到。`}
        verb={`去掉${label}`}
        back="先留着"
        done={`${label}去掉了`}
        input={{ personId, itemId, ...(current && { seenId: current.id }) }}
        onClose={onClose}
      />
    )
  }
  if (ending.kind === 'home') {
    const { label, homeId } = ending.home
    return (
      <EndSheet
        id="move-out-send"
        path="residents.moveOut"
        title={`${name}不在${label}了`}
        body="搬走以后，您管的地方没有别的住处，就看不到这个人了。"
        verb="登记搬走"
        back="还在这里"
        done="登记好了"
        input={{ personId, homeId }}
        onClose={onClose}
      />
    )
  }
  if (ending.kind === 'death')
    return (
      <EndSheet
        id="undo-death-send"
        path="residents.undoDeath"
        title={`${name}还健在，是登错了吗`}
        body="撤销以后，住处、标签和职责都恢复原样。谁撤销的，会一直留着。"
        verb="撤销去世登记"
        back="先不撤销"
        done="撤销了，都恢复了"
        isGrave
        input={{ personId }}
        onClose={onClose}
      />
    )
  return (
    <EndSheet
      id="died-send"
      path="residents.died"
      title={`登记${name}去世吗`}
      body="住处、标签和职责到此为止，登记过的内容留作历史。请先看过证明或问过家人。登错了，在我的居民里能撤销。"
      verb="登记去世"
      back="先不登记"
      done="登记好了"
      isGrave
      asksDay
      input={{ personId }}
      onClose={onClose}
    />
  )
}
