import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AppealCategory } from '../../../../cloudfunctions/contract/governance/appeals'
import { useDraft } from '../../../lib/use-draft'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { SearchField } from '../../../ui/search-field'
import { CATEGORIES, ChoiceChip } from './filters'
import { Found } from './found'
import { GROUPS, type GroupKey } from './groups'
import { lackOf } from './hits'
import '../secretary.css'

const RECENT_MAX = 8
const BLANK = { recent: [] as string[] }
const TRY = '写两个字就能找，比如：路灯；也可以写楼号、单子的编号。两个词之间空一格，都有的才算'

interface RecentProps {
  recent: readonly string[]
  onPick: (words: string) => void
  onClear: () => void
}

/** What this person looked for before on this phone. */
function Recent({ recent, onPick, onClear }: RecentProps) {
  if (recent.length === 0) return <View className="sub soft mt3">{TRY}</View>
  return (
    <>
      <Section title="最近找过的" aside="只存在这个手机上" />
      <Card isTight>
        {recent.map((words, at) => (
          <ListCell key={words} id={`recent-${at}`} icon="history" title={words} onTap={() => onPick(words)} />
        ))}
        <ListCell id="recent-clear" icon="trash" title="清掉找过的" onTap={onClear} />
      </Card>
    </>
  )
}

interface FiltersProps {
  group: GroupKey | null
  category: AppealCategory | null
  onGroup: (group: GroupKey | null) => void
  onCategory: (category: AppealCategory | null) => void
}

function Filters({ group, category, onGroup, onCategory }: FiltersProps) {
  return (
    <Chips label="看哪一种">
      <ChoiceChip id="search-state" about="状态" items={GROUPS} value={group} onPick={onGroup} />
      <ChoiceChip id="search-category" about="类别" items={CATEGORIES} value={category} onPick={onCategory} />
    </Chips>
  )
}

/** What is typed, what is asked for, and what was asked before. */
function useSearch() {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const [lack, setLack] = useState<string | null>(null)
  const { value, change, discard } = useDraft('dispatch.searches', BLANK)
  const ask = (words: string) => {
    const meant = words.trim()
    const missing = lackOf(meant)
    setTyped(words)
    setLack(missing)
    if (missing) return
    setAsked(meant)
    change(({ recent }) => ({ recent: [meant, ...recent.filter((one) => one !== meant)].slice(0, RECENT_MAX) }))
  }
  const type = (words: string) => {
    setTyped(words)
    setLack(null)
    if (words === '') setAsked(null)
  }
  return { typed, type, asked, ask, lack, recent: value.recent, forget: discard }
}

export default function DispatchSearch() {
  const { typed, type, asked, ask, lack, recent, forget } = useSearch()
  const [group, setGroup] = useState<GroupKey | null>(null)
  const [category, setCategory] = useState<AppealCategory | null>(null)
  return (
    <Page title="找一件单子" className="at-desk">
      <View className="search-row">
        <SearchField
          id="search-words"
          label="找一件单子"
          example="两个字、楼号、编号"
          value={typed}
          maxLength={40}
          onChange={type}
          onSearch={() => ask(typed)}
        />
        <Button id="search-go" word="找一找" isSmall onTap={() => ask(typed)} />
      </View>
      {lack ? <NoticeBar kind="notice" icon="info-circle" words={lack} /> : null}
      {asked === null ? (
        <Recent recent={recent} onPick={ask} onClear={forget} />
      ) : (
        <>
          <Filters group={group} category={category} onGroup={setGroup} onCategory={setCategory} />
          <Found words={asked} group={group} category={category} />
        </>
      )}
    </Page>
  )
}
