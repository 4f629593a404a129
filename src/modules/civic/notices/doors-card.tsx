import { View } from '@tarojs/components'
import { useState } from 'react'
import { UNREACHED_LABELS } from '../../../../cloudfunctions/contract/civic/notices'
import { useNow } from '../../../lib/clock'
import { countOf, timeOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { DoorRows, useDoorEntries } from '../../../parts/doors/door-rows'
import { Card, Section } from '../../../ui/card'
import { Icon } from '../../../ui/icon'
import { ListCell } from '../../../ui/list-cell'
import { MoreButton } from '../../../ui/more-button'
import { States } from '../../../ui/page'
import type { Reach } from './reach-words'

type GridDoors = Reach['doors'][number]

/** Why some were not reached. */
export function Unreached({ reach: { byReason, doorAt, isFew } }: { reach: Reach }) {
  const moment = useNow()
  if (isFew || (byReason.length === 0 && doorAt === null)) return null
  return (
    <Card>
      <Section title="没送到的" />
      {byReason.map(({ reason, people }) => (
        <ListCell key={reason} title={UNREACHED_LABELS[reason]} value={`${countOf(people)} 人`} />
      ))}
      {doorAt ? <View className="sub soft mt2">{`${timeOf(doorAt, moment)} 还没看的，自动派给网格员`}</View> : null}
    </Card>
  )
}

/** 还有 37 人，办完 3 人. */
const standing = ({ open, done }: Pick<GridDoors, 'open' | 'done'>): string =>
  [open > 0 ? `还有 ${countOf(open)} 人` : '', done > 0 ? `办完 ${countOf(done)} 人` : ''].filter(Boolean).join('，')

const whoGoes = (workers: readonly string[]): string =>
  workers.length > 0 ? `${workers.join('、')}去` : '还没有网格员'

/** Who stands on a grid's list, those told with who told them. */
function Entries({ listId }: { listId: string }) {
  const moment = useNow()
  const { query, items, isEmpty } = useDoorEntries(listId)
  const empty = { kind: 'empty', sentence: '这份名单上没有人了' } as const
  return (
    <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
      <DoorRows items={items} moment={moment} />
      <MoreButton id="doors-more" word="看后面的人家" pages={query} />
    </States>
  )
}

interface GridProps {
  doors: GridDoors
  isOpen: boolean
  onTap: () => void
}

function Grid({ doors, isOpen, onTap }: GridProps) {
  const { placeId, label, listId, workers } = doors
  return (
    <>
      <ListCell
        id={`grid-doors-${placeId}`}
        icon={doors.open > 0 ? 'walk' : 'circle-check'}
        title={label}
        {...(workers && { second: whoGoes(workers) })}
        value={standing(doors)}
        {...(listId && {
          onTap,
          end: <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size="m" className="faint" />,
        })}
      />
      {listId && isOpen ? <Entries listId={listId} /> : null}
    </>
  )
}

/** 敲门名单: which grid has how many doors left, who goes there, and the people, grid by grid. */
export function DoorsCard({ reach: { door, doors } }: { reach: Reach }) {
  // Each look at people is written down for them, so none is made that nobody asked for.
  const [opened, open] = useState<string | null>(null)
  if (door.open + door.done === 0) return null
  return (
    <Card>
      <Section title="敲门名单" aside={standing(door)} />
      {doors.map((one) => (
        <Grid
          key={one.placeId}
          doors={one}
          isOpen={one.placeId === opened}
          onTap={() => open(one.placeId === opened ? null : one.placeId)}
        />
      ))}
    </Card>
  )
}
