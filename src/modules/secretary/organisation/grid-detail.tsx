import { useQuery } from '@tanstack/react-query'
import type { PlaceAction } from '../../../../cloudfunctions/contract/places'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { LevelsCard } from '../../../parts/organisation/levels-card'
import { OnDutyCard } from '../../../parts/organisation/on-duty-card'
import { PersonRow } from '../../../parts/organisation/person-row'
import { isSecretary } from '../../../parts/posts'
import { paths } from '../../../paths'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { States } from '../../../ui/page'
import { type Grid, gridWords, lightWords } from './grounds'

type Detail = Awaited<ReturnType<typeof api.organisation.grid>>

const ACTIONS: Record<PlaceAction, string> = {
  border: '改了边界',
  add: '加了这个地方',
  rename: '改了名字',
  retire: '停用了这个地方',
}

function Changes({ changes }: Pick<Detail, 'changes'>) {
  const moment = useNow()
  if (changes.length === 0) return null
  return (
    <>
      <Section title="谁改过" />
      <Card isTight>
        {changes.map(({ id, action, at, byName }) => (
          <ListCell key={id} icon="history" title={`${byName}${ACTIONS[action]}`} second={timeOf(at, moment)} />
        ))}
      </Card>
    </>
  )
}

/** Who stands for a grid, who is on duty, and what is open there. */
export function GridDetail({ grid, onClose }: { grid: Grid; onClose: () => void }) {
  const { me } = useSession()
  const query = useQuery({
    queryKey: ['organisation', 'organisation.grid', grid.id],
    queryFn: () => api.organisation.grid({ id: grid.id }),
  })
  const { data } = query
  return (
    <>
      <Card isTight>
        <ListCell id="grids-all" icon="arrow-back-up" title="看所有网格" onTap={onClose} />
        <ListCell icon="map-pin" title={grid.name} second={`${gridWords(grid)}，${lightWords(grid.lights)}`} />
        <ListCell
          id="grid-border"
          icon="pencil"
          title={grid.border ? '改边界' : '画边界'}
          onTap={() => openPage(paths.gridBorder(grid.id))}
        />
        {me && isSecretary(me) ? (
          <ListCell
            id="grid-duties"
            icon="calendar-plus"
            title="排这个网格的值班"
            onTap={() => openPage(paths.dutiesOf(grid.id))}
          />
        ) : null}
        {me && isSecretary(me) ? (
          <ListCell
            id="grid-buildings"
            icon="building-community"
            title="楼栋、单元、房屋"
            onTap={() => openPage(paths.buildingsBelow(grid.id))}
          />
        ) : null}
      </Card>
      <States state={pageState(query)} onRetry={query.refetch}>
        <OnDutyCard onDuty={data?.onDuty ?? []} />
        <Section title="网格员、管家、楼长" />
        <Card isTight>
          {(data?.team ?? []).map((member) => (
            <PersonRow
              key={`${member.personId} ${member.role} ${member.placeLabel}`}
              id={`team-call-${member.role}`}
              what={member.roleLabel}
              person={member}
            />
          ))}
        </Card>
        <LevelsCard levels={data?.organisation ?? []} />
        <Changes changes={data?.changes ?? []} />
      </States>
    </>
  )
}
