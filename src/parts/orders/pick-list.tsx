import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { asRpcError } from '../../lib/rpc-error'
import { Avatar } from '../../ui/avatar'
import { ListCell } from '../../ui/list-cell'
import { named } from '../../ui/named'
import { NoticeBar } from '../../ui/notice-bar'
import { SoftTile } from '../../ui/service-tile'
import type { Choice, Pick } from './moves/move'

/** What stands before a choice, and how its row is called. */
const LEADS: Record<Pick['field'], { id: string; lead?: (title: string) => JSX.Element }> = {
  toPersonId: { id: 'colleague', lead: (title) => <Avatar name={title} /> },
  departmentId: { id: 'department', lead: () => <SoftTile icon="building-bank" tone="info" /> },
  reason: { id: 'reason' },
  result: { id: 'result' },
}

/** Fixed choices at once, the server's as soon as they are known. */
function useChoices({ choices, field }: Pick, orderId: string) {
  const isAsked = typeof choices === 'function'
  const query = useQuery({
    queryKey: ['orders', `choices.${field}`, orderId],
    queryFn: () => (typeof choices === 'function' ? choices(orderId) : []),
    enabled: isAsked,
  })
  return { choices: isAsked ? query.data : choices, error: query.data ? null : query.error }
}

interface PickListProps {
  pick: Pick
  orderId: string
  picked: string | null
  onPick: (key: string | null) => void
}

/** More than these push the words out of sight: once one is picked, the others make room. */
const MANY = 5

/** One of several, each a row with its dot. */
export function PickList({ pick, orderId, picked, onPick }: PickListProps) {
  const { choices, error } = useChoices(pick, orderId)
  const { id, lead } = LEADS[pick.field]
  const chosen = choices?.filter(({ key }) => key === picked) ?? []
  const isFolded = chosen.length > 0 && (choices?.length ?? 0) > MANY
  const shown = isFolded ? chosen : choices
  const cell = ({ key, title, second }: Choice) => (
    <ListCell
      key={key}
      id={`${id}-${key}`}
      lead={lead?.(title)}
      title={title}
      second={second}
      isSelected={key === picked}
      onTap={() => onPick(key)}
    />
  )
  return (
    <View {...named('list', pick.label)}>
      {error ? <NoticeBar kind="danger" words={asRpcError(error).message} /> : null}
      {choices?.length === 0 && pick.none ? <NoticeBar kind="notice" words={pick.none} /> : null}
      {shown?.map(cell)}
      {isFolded ? <ListCell id="pick-again" title={pick.again} icon="refresh" onTap={() => onPick(null)} /> : null}
    </View>
  )
}
