import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { PERSON_TAG_KEYS, PERSON_TAGS, type PersonTag } from '../../../../cloudfunctions/contract/registry'
import { SEARCH_WORDS_MAX, SEARCH_WORDS_MIN } from '../../../../cloudfunctions/contract/worker/residents'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, States } from '../../../ui/page'
import { SearchField } from '../../../ui/search-field'
import { Sheet } from '../../../ui/sheet'
import { Found } from './found'
import './residents.css'

const TRY = '写两个字就能找：姓名、楼号，或者电话后 4 位'

/** Buildings of one's own grids, one heading for each grid. */
function Buildings() {
  const query = useQuery({ queryKey: ['residents', 'buildings'], queryFn: () => api.residents.buildings({}) })
  const grids = [...new Set((query.data ?? []).map(({ gridName }) => gridName))]
  return (
    <States state={pageState(query)} onRetry={query.refetch}>
      <Card isTight>
        <ListCell
          id="residents-visits"
          icon="walk"
          title="该走访的人"
          second="三到六访，拖得久的在前"
          onTap={() => openPage(paths.visitsDue)}
        />
        <ListCell
          id="residents-doors"
          icon="file-text"
          title="敲门名单"
          second="通知没送到的，上门说一声"
          onTap={() => openPage(paths.doorLists)}
        />
        <ListCell
          id="residents-deaths"
          icon="history"
          title="登记去世的"
          second="登错了能撤销"
          onTap={() => openPage(paths.residentsDeaths)}
        />
      </Card>
      {grids.map((grid) => (
        <View key={grid}>
          <Section title={grid} />
          <Card isTight>
            {query.data
              ?.filter(({ gridName }) => gridName === grid)
              .map(({ id, label, homes }) => (
                <ListCell
                  key={id}
                  id={`building-${id}`}
                  icon="building-community"
                  title={label}
                  value={`${homes} 户`}
                  onTap={() => openPage(paths.residentsBuilding(id))}
                />
              ))}
          </Card>
        </View>
      ))}
    </States>
  )
}

interface TagSheetProps {
  value: PersonTag | null
  onPick: (tag: PersonTag | null) => void
  onClose: () => void
}

/** Whom to look for, by what they are. */
function TagFilter({ value, onPick, onClose }: TagSheetProps) {
  return (
    <Sheet isOpen title="找哪一类人" onClose={onClose}>
      {PERSON_TAG_KEYS.map((tag) => (
        <ListCell
          key={tag}
          id={`filter-${tag}`}
          title={PERSON_TAGS[tag]}
          isSelected={tag === value}
          onTap={() => onPick(tag)}
        />
      ))}
    </Sheet>
  )
}

/** What is typed, and what is looked for. */
function useSearch() {
  const [typed, setTyped] = useState('')
  const [words, setWords] = useState('')
  const [tag, setTag] = useState<PersonTag | null>(null)
  const [isLacking, setLacking] = useState(false)
  const type = (text: string) => {
    setTyped(text)
    setLacking(false)
    if (text === '') setWords('')
  }
  const ask = () => {
    const meant = typed.trim()
    const isEnough = meant.replace(/\s/g, '').length >= SEARCH_WORDS_MIN
    setLacking(!isEnough)
    if (isEnough) setWords(meant)
  }
  return { typed, type, words, ask, tag, setTag, isLacking }
}

export default function ResidentsList() {
  const { typed, type, words, ask, tag, setTag, isLacking } = useSearch()
  const [isChoosing, setChoosing] = useState(false)
  const pick = (next: PersonTag | null) => {
    setTag(next)
    setChoosing(false)
  }
  return (
    <Page title="我的居民" className="at-desk registry">
      <View className="search-row">
        <SearchField
          id="residents-words"
          label="找一个人"
          example="姓名、楼号、电话后 4 位"
          value={typed}
          maxLength={SEARCH_WORDS_MAX}
          onChange={type}
          onSearch={ask}
        />
        <Button id="residents-go" word="找人" isSmall onTap={ask} />
      </View>
      {isLacking ? <NoticeBar kind="notice" icon="info-circle" words={TRY} /> : null}
      <Chips label="找哪一类人">
        {tag ? (
          <Chip id="residents-tag-off" word={PERSON_TAGS[tag]} state="on" isRemovable onTap={() => setTag(null)} />
        ) : (
          <Chip id="residents-tag" word="按标签找" onTap={() => setChoosing(true)} />
        )}
      </Chips>
      {words || tag ? <Found words={words} tag={tag} /> : <Buildings />}
      {isChoosing ? <TagFilter value={tag} onPick={pick} onClose={() => setChoosing(false)} /> : null}
    </Page>
  )
}
