import { View } from '@tarojs/components'
import { useState } from 'react'
import { NOTICE_PEOPLE_MAX } from '../../../../cloudfunctions/contract/civic/notices'
import { SEARCH_WORDS_MAX, SEARCH_WORDS_MIN } from '../../../../cloudfunctions/contract/worker/residents'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { tell } from '../../../lib/tell'
import { usePages } from '../../../lib/use-pages'
import { Button } from '../../../ui/button'
import { ListCell } from '../../../ui/list-cell'
import { States } from '../../../ui/page'
import { SearchField } from '../../../ui/search-field'

interface PeoplePickerProps {
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}

function Found({ words, chosen, onChange }: PeoplePickerProps & { words: string }) {
  const input = { words }
  const { query, items, isEmpty } = usePages(
    ['residents', 'residents.search', input],
    (cursor) => api.residents.search({ cursor, ...input }),
    { isFleeting: true },
  )
  const empty = { kind: 'empty', sentence: '没找到这个人。换两个字，或者用电话后 4 位再找' } as const
  const toggle = (id: string) => {
    if (chosen.includes(id)) return onChange(chosen.filter((one) => one !== id))
    if (chosen.length >= NOTICE_PEOPLE_MAX) return tell(`点名最多 ${NOTICE_PEOPLE_MAX} 人`)
    onChange([...chosen, id])
  }
  return (
    <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
      {items.map(({ personId, name, homeLabel }) => {
        const isOn = chosen.includes(personId)
        return (
          <ListCell
            key={personId}
            id={`name-${personId}`}
            ticked={isOn ? 'on' : 'off'}
            title={name}
            second={[homeLabel, isOn ? '已点名' : ''].filter(Boolean).join('，')}
            onTap={() => toggle(personId)}
          />
        )
      })}
    </States>
  )
}

/** People picked one by one out of the registry. */
export function PeoplePicker({ chosen, onChange }: PeoplePickerProps) {
  const [typed, type] = useState('')
  const [words, setWords] = useState('')
  const look = () => {
    if (typed.trim().length < SEARCH_WORDS_MIN) return tell('写两个字就能找')
    setWords(typed.trim())
  }
  return (
    <>
      <View className="row wrap">
        <View className="grow">
          <SearchField
            id="name-words"
            label="找一个人"
            example="姓名、楼号、电话后 4 位"
            value={typed}
            maxLength={SEARCH_WORDS_MAX}
            onChange={type}
            onSearch={look}
          />
        </View>
        <Button id="name-go" word="找人" look="tint" isSmall onTap={look} />
      </View>
      <View className="row wrap apart mt2">
        <View className="soft">{`点了 ${chosen.length} 人`}</View>
        {chosen.length > 0 ? (
          <Button id="names-off" word="重新点名" look="outline" isSmall onTap={() => onChange([])} />
        ) : null}
      </View>
      {words ? <Found words={words} chosen={chosen} onChange={onChange} /> : null}
    </>
  )
}
