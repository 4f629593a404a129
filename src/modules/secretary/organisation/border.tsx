import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { goBack } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import { begin, type Edit, put, replace, undo } from './border-edit'
import { CoordinatesSheet } from './coordinates-sheet'
import { CornerCard } from './corner-card'
import { GroundMap } from './ground-map'
import { groundsOf } from './grounds'
import { leavingWords, type Verdict, VerdictCard } from './verdict-card'
import '../secretary.css'

type Detail = Awaited<ReturnType<typeof api.organisation.grid>>

function useVerdict(id: string, { corners }: Edit) {
  const border = corners.map(({ lat, lng }) => ({ lat, lng }))
  return useQuery({
    queryKey: ['organisation', 'organisation.checkBorder', id, border],
    queryFn: () => api.organisation.checkBorder({ id, border }),
    // Each border on the way is asked about once and of no use afterwards.
    gcTime: 0,
  })
}

function lackOf({ past }: Edit, verdict: Verdict | undefined): string | null {
  if (past.length === 0) return '还没改，点地图或按方向挪角'
  if (!verdict) return '正在核对边界'
  return verdict.isSavable ? null : '边界还有问题，看上面的说明'
}

function useSaving(grid: Detail, edit: Edit, verdict: Verdict | undefined) {
  const [isAsking, ask] = useState(false)
  const { send, isBusy, fault } = useSend(api.organisation.setBorder, {
    topics: ['organisation'],
    onDone: () => {
      tell('边界存好了')
      goBack()
    },
    onFault: () => ask(false),
  })
  const save = () =>
    verdict &&
    void send({
      id: grid.id,
      border: edit.corners.map(({ lat, lng }) => ({ lat, lng })),
      version: grid.version,
      leavingHomes: verdict.leavingHomes,
    })
  const begin = () => (verdict && verdict.leavingHomes > 0 ? ask(true) : save())
  return { begin, save, isBusy, fault, isAsking, stopAsking: () => ask(false) }
}

interface DrawnCardProps {
  grid: Detail
  edit: Edit
  onChange: (next: (edit: Edit) => Edit) => void
}

/** The border among its neighbours'. */
function DrawnCard({ grid, edit, onChange }: DrawnCardProps) {
  const around = useQuery({
    queryKey: ['organisation', 'organisation.grids', { communityId: grid.communityId }],
    queryFn: () => api.organisation.grids({ communityId: grid.communityId }),
  })
  const others = groundsOf((around.data?.grids ?? []).filter(({ id }) => id !== grid.id))
  return (
    <Card>
      <Section title={grid.name} aside="点地图，选中的角就到那里" />
      <GroundMap
        grounds={others}
        chosenId={null}
        drawn={{
          corners: edit.corners,
          selected: edit.selected,
          around: grid.border ?? [],
          onPoint: (point) => onChange((now) => put(now, point)),
        }}
      />
    </Card>
  )
}

/** The page once it is known what is drawn over. */
function DrawingPage({ grid }: { grid: Detail }) {
  // What it was opened over: a border that somebody else saves meanwhile must not slip under this one.
  const [opened] = useState(grid)
  const [edit, change] = useState(() => begin(opened.border))
  const [isWriting, write] = useState(false)
  const { data: verdict, error } = useVerdict(grid.id, edit)
  const saving = useSaving(opened, edit, verdict)
  const lack = lackOf(edit, verdict)
  const bar = (
    <ActionBar
      lack={lack}
      help="谁什么时候改的，都记下来"
      helpIcon="shield-check"
      second={
        <Button
          id="border-undo"
          word="退一步"
          look="outline"
          isDisabled={edit.past.length === 0}
          onTap={() => change(undo)}
        />
      }
    >
      <Button
        id="border-save"
        word="存这个边界"
        isWide
        isBusy={saving.isBusy}
        isDisabled={lack !== null}
        onTap={saving.begin}
      />
    </ActionBar>
  )
  return (
    <Page title={opened.border ? '改边界' : '画边界'} className="at-desk" bar={bar}>
      {saving.fault ? <NoticeBar kind="danger" words={saving.fault.message} /> : null}
      {error ? <NoticeBar kind="danger" words="没能核对边界，连上网再试" /> : null}
      <View className="abreast">
        <View className="card-column">
          <DrawnCard grid={opened} edit={edit} onChange={change} />
          <VerdictCard verdict={verdict} />
        </View>
        <View className="card-column">
          <CornerCard edit={edit} onChange={change} />
          <Card isTight>
            <ListCell
              id="border-coordinates"
              icon="list-check"
              title="按坐标改"
              second={`现在有 ${edit.corners.length} 个角`}
              onTap={() => write(true)}
            />
          </Card>
        </View>
      </View>
      {isWriting ? (
        <CoordinatesSheet
          corners={edit.corners}
          onPut={(corners) => change((now) => replace(now, corners))}
          onClose={() => write(false)}
        />
      ) : null}
      <ConfirmSheet
        id="border-save-anyway"
        isOpen={saving.isAsking && verdict !== undefined}
        title={`会有 ${verdict?.leavingHomes ?? 0} 户到网格外面`}
        body={`${verdict ? leavingWords(verdict) : ''}。这些户登记还在${grid.name}，但在那里定位提的诉求会算到别的网格。`}
        verb="照样存边界"
        back="再改改"
        isBusy={saving.isBusy}
        onConfirm={saving.save}
        onClose={saving.stopAsking}
      />
    </Page>
  )
}

/** Where a grid ends, corner by corner: on the map, by directions, or by coordinates. */
export default function Border() {
  const { id = '' } = useRouter().params
  const query = useQuery({
    queryKey: ['organisation', 'organisation.grid', id],
    queryFn: () => api.organisation.grid({ id }),
    // Drawn over what stands now, not over what was kept on the phone.
    refetchOnMount: 'always',
  })
  const state: PageState = query.data ? { kind: 'loading' } : pageState(query)
  if (query.data && query.isFetchedAfterMount) return <DrawingPage key={query.data.id} grid={query.data} />
  return <Page title="改边界" className="at-desk" state={state} skeleton="detail" onRetry={query.refetch} />
}
