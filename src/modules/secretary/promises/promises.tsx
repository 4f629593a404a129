import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { URGENCIES, URGENCY_LABELS, type Urgency } from '../../../../cloudfunctions/contract/orders'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { Card } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { EditSheet } from './edit-sheet'
import { type Promised, setWords, spanWords } from './span'
import '../secretary.css'

const urgencies = URGENCIES.map((key) => ({ key, word: URGENCY_LABELS[key] }))

interface PlacesProps {
  places: readonly { id: string; name: string }[]
  placeId: string
  onPick: (placeId: string) => void
}

/** Whose promises; left out for who has one place. */
function Places({ places, placeId, onPick }: PlacesProps) {
  if (places.length < 2) return null
  return (
    <Chips label="看哪里的">
      {places.map(({ id, name }) => (
        <Chip key={id} id={`place-${id}`} word={name} state={id === placeId ? 'on' : 'off'} onTap={() => onPick(id)} />
      ))}
    </Chips>
  )
}

interface RowsProps {
  promises: readonly Promised[]
  /** Left out for who may only read. */
  onEdit?: (promised: Promised) => void
}

function Rows({ promises, onEdit }: RowsProps) {
  return (
    <Card isTight>
      {promises.map((promised) => (
        <ListCell
          key={promised.category}
          id={`promise-${promised.category}`}
          title={promised.categoryLabel}
          second={`${setWords(promised)}，能延 ${spanWords(promised.extension)}`}
          value={spanWords(promised.span)}
          onTap={onEdit && (() => onEdit(promised))}
        />
      ))}
    </Card>
  )
}

const WORDS = {
  set: '点一类就能改。改了从新单起算，已经在办的单不变。',
  read: '期限由街道和县里定，这里只看。',
}

/** How long each category may take here, by how urgent it is, and which place has set it. */
export default function Promises() {
  const [chosen, choose] = useState<string | null>(null)
  const [urgency, setUrgency] = useState<Urgency>('normal')
  const [editing, edit] = useState<Promised | null>(null)
  const input = { kind: 'appeal' as const, ...(chosen && { placeId: chosen }) }
  const query = useQuery({
    queryKey: ['orders', 'promises.list', input],
    queryFn: () => api.promises.list(input),
  })
  const { data } = query
  return (
    <Page title="办理期限" className="at-desk" state={pageState(query)} onRetry={query.refetch}>
      {data ? (
        <>
          <NoticeBar kind="offer" words={data.maySet ? WORDS.set : WORDS.read} />
          <Places places={data.places} placeId={data.placeId} onPick={choose} />
          <View className="mt2">
            <Segmented id="urgency" label="急不急" items={urgencies} value={urgency} onChange={setUrgency} />
          </View>
          <View className="mt2">
            <Rows
              promises={data.promises.filter((promised) => promised.urgency === urgency)}
              onEdit={data.maySet ? edit : undefined}
            />
          </View>
          {editing ? (
            <EditSheet
              key={`${editing.category} ${editing.urgency}`}
              placeId={data.placeId}
              promised={editing}
              onClose={() => edit(null)}
            />
          ) : null}
        </>
      ) : null}
    </Page>
  )
}
