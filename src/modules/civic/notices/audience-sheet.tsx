import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Audience, AudienceWho } from '../../../../cloudfunctions/contract/civic/notices'
import { useSession } from '../../../lib/session'
import { isSecretary } from '../../../parts/posts'
import { Button } from '../../../ui/button'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { Sheet } from '../../../ui/sheet'
import { isPlaced, isWhole, type Options } from './audience-words'
import { PeoplePicker } from './people-picker'
import { PlaceTree } from './place-tree'

type Kind = AudienceWho['kind']

const KINDS: readonly { kind: Kind; word: string; start: AudienceWho }[] = [
  { kind: 'all', word: '全部住户', start: { kind: 'all' } },
  { kind: 'tags', word: '按标签', start: { kind: 'tags', tags: [] } },
  { kind: 'roles', word: '按职务', start: { kind: 'roles', roles: [] } },
  { kind: 'list', word: '一份名单', start: { kind: 'list', listId: '' } },
  { kind: 'people', word: '点名', start: { kind: 'people', personIds: [] } },
]

interface WhoProps {
  audience: Audience
  options: Options
  onChange: (audience: Audience) => void
}

interface SeveralProps<K extends string> {
  id: string
  label: string
  items: readonly { key: K; label: string }[]
  chosen: readonly K[]
  onChange: (keys: K[]) => void
}

function Several<K extends string>({ id, label, items, chosen, onChange }: SeveralProps<K>) {
  return (
    <>
      <View className="b mt3">{label}</View>
      <Chips label={label}>
        {items.map((item) => {
          const isOn = chosen.includes(item.key)
          return (
            <Chip
              key={item.key}
              id={`${id}-${item.key}`}
              word={item.label}
              state={isOn ? 'selected' : 'off'}
              onTap={() => onChange(isOn ? chosen.filter((one) => one !== item.key) : [...chosen, item.key])}
            />
          )
        })}
      </Chips>
    </>
  )
}

function Lists({ audience: { who }, options: { lists }, onChange }: WhoProps) {
  if (lists.length === 0)
    return <View className="soft mt2">两小时里没有打开过名单。先到「各类人有多少」打开一份，再回来选</View>
  return lists.map(({ id, title, people }) => (
    <ListCell
      key={id}
      id={`list-${id}`}
      title={`${title}，${people} 人`}
      isSelected={who.kind === 'list' && who.listId === id}
      onTap={() => onChange({ placeIds: [], who: { kind: 'list', listId: id } })}
    />
  ))
}

function Who(props: WhoProps): ReactNode {
  const { audience, options, onChange } = props
  const { placeIds, who } = audience
  switch (who.kind) {
    case 'all':
      return null
    case 'tags':
      return (
        <Several
          id="tag"
          label="哪些标签的人"
          items={options.tags}
          chosen={who.tags}
          onChange={(tags) => onChange({ placeIds, who: { kind: 'tags', tags } })}
        />
      )
    case 'roles':
      return (
        <Several
          id="role"
          label="哪些职务的人"
          items={options.roles}
          chosen={who.roles}
          onChange={(roles) => onChange({ placeIds, who: { kind: 'roles', roles } })}
        />
      )
    case 'list':
      return <Lists {...props} />
    case 'people':
      return (
        <PeoplePicker
          chosen={who.personIds}
          onChange={(personIds) => onChange({ placeIds: [], who: { kind: 'people', personIds } })}
        />
      )
  }
}

/** Whom a notice goes to: which of the people, and of which places. */
export function AudienceSheet(props: WhoProps & { onClose: () => void }) {
  const { audience, options, onChange, onClose } = props
  const { me } = useSession()
  // People are found by name by who keeps their registry.
  const mayName = me ? isSecretary(me) : false
  const { who, placeIds } = audience
  return (
    <Sheet
      isOpen
      title="发给谁"
      onClose={onClose}
      footer={
        <Button
          id="audience-done"
          word={isWhole(audience) ? '就发给这些人' : '还没选全，先关上'}
          isWide
          onTap={onClose}
        />
      }
    >
      <Chips label="哪些人">
        {KINDS.filter(({ kind }) => kind !== 'people' || mayName).map(({ kind, word, start }) => (
          <Chip
            key={kind}
            id={`who-${kind}`}
            word={word}
            state={kind === who.kind ? 'on' : 'off'}
            onTap={() => kind !== who.kind && onChange({ placeIds: isPlaced(start) ? placeIds : [], who: start })}
          />
        ))}
      </Chips>
      <Who {...props} />
      {isPlaced(who) ? (
        <>
          <View className="b mt3">哪些地方</View>
          <PlaceTree places={options.places} chosen={placeIds} onChange={(ids) => onChange({ placeIds: ids, who })} />
        </>
      ) : null}
    </Sheet>
  )
}
