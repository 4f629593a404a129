import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { PERSON_TAG_KEYS, PERSON_TAGS, SEXES, type Sex } from '../../../../cloudfunctions/contract/registry'
import { AGE_GROUPS } from '../../../../cloudfunctions/contract/secretary/people'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { Chip, Chips } from '../../../ui/chip'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { type Measured, MeterCard } from './meter-card'
import '../secretary.css'

type Answer = Awaited<ReturnType<typeof api.people.counts>>
type Counts = Answer['total']

const SEX_KEYS = Object.keys(SEXES) as Sex[]

const tagRows = ({ tags }: Counts): Measured[] =>
  PERSON_TAG_KEYS.map((key) => ({ key, label: PERSON_TAGS[key], count: tags[key] }))
const ageRows = ({ ages }: Counts): Measured[] => AGE_GROUPS.map(({ key, label }) => ({ key, label, count: ages[key] }))
const sexRows = ({ sexes }: Counts): Measured[] =>
  SEX_KEYS.map((key) => ({ key, label: SEXES[key], count: sexes[key] }))

interface ChoiceProps {
  label: string
  id: string
  items: readonly { id: string; name: string }[]
  value: string
  onPick: (id: string) => void
}

function Choice({ label, id, items, value, onPick }: ChoiceProps) {
  if (items.length < 2) return null
  return (
    <Chips label={label}>
      {items.map((item) => (
        <Chip
          key={item.id}
          id={`${id}-${item.id}`}
          word={item.name}
          state={item.id === value ? 'on' : 'off'}
          onTap={() => onPick(item.id)}
        />
      ))}
    </Chips>
  )
}

/** The figures of the whole place, or of one grid or community in it. A tap on one opens the list behind it. */
function Tables({ data }: { data: Answer }) {
  const [part, setPart] = useState('')
  const { total, rows, isExact, place } = data
  const parts = [{ id: '', name: '全部' }, ...rows]
  const counts = rows.find(({ id }) => id === part)?.counts ?? total
  const placeId = part || place.id
  const isSum = part === '' && rows.length > 1
  // A list is of one community at most.
  const mayList = isExact || part !== ''
  const toList = (by: string) =>
    mayList ? (key: string) => openPage(paths.peopleList(placeId, [`${by}=${key}`])) : undefined
  const places = rows.map(({ id, name, counts: { all } }) => ({ key: id, label: name, count: all }))
  return (
    <>
      <Choice label="看哪一块" id="part" items={parts} value={part} onPick={setPart} />
      <View className="abreast">
        <MeterCard title="按标签" isExact={isExact} isSum={isSum} rows={tagRows(counts)} onTap={toList('tag')} />
        <View className="card-column">
          <MeterCard title="按年龄" isExact={isExact} isSum={isSum} rows={ageRows(counts)} onTap={toList('age')} />
          <MeterCard title="按性别" isExact={isExact} isSum={isSum} rows={sexRows(counts)} onTap={toList('sex')} />
          {part === '' ? (
            <MeterCard
              title="住了多少人"
              isExact={isExact}
              rows={places}
              onTap={(id) => openPage(paths.peopleList(id))}
            />
          ) : null}
        </View>
      </View>
    </>
  )
}

/** How many people of each kind live in one's charge. */
export default function PeopleCounts() {
  const [chosen, choose] = useState<string | null>(null)
  const input = chosen ? { placeId: chosen } : {}
  const query = useQuery({ queryKey: ['people', 'people.counts', input], queryFn: () => api.people.counts(input) })
  const { data } = query
  return (
    <Page title="各类人有多少" className="at-desk" state={pageState(query)} onRetry={query.refetch}>
      {data ? (
        <>
          <Choice label="看哪里的" id="place" items={data.places} value={data.place.id} onPick={choose} />
          {data.isExact ? null : (
            <NoticeBar kind="offer" words="为了不让人猜到是谁，这里的数按 5 人一档往下取整，不到 5 人的不写" />
          )}
          <Tables key={data.place.id} data={data} />
        </>
      ) : null}
    </Page>
  )
}
