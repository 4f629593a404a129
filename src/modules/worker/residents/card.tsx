import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { RevealRow } from '../../../parts/reveal/reveal-row'
import { useReveal } from '../../../parts/reveal/use-reveal'
import { paths } from '../../../paths'
import { Avatar } from '../../../ui/avatar'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import { VisitsCard } from '../visits/visits-card'
import { type CardField, type CardHome, type CardTag, type ResidentCard, saidBy, untilDay } from './card-field'
import { CorrectSheet } from './correct-sheet'
import { DisputeCard } from './dispute-card'
import { Items } from './items'
import { type Ending, EndingSheet } from './leaving'
import { TagSheet } from './tag-sheet'
import { UnsentOf } from './unsent-card'
import './residents.css'

function Head({ card }: { card: ResidentCard }) {
  const { name, age, sexLabel, birthDate, homes, isMinor } = card
  const words = [sexLabel, age === null ? null : `${age} 岁`, birthDate && `${birthDate} 生`]
  return (
    <Card isTight>
      <ListCell
        lead={<Avatar name={name} />}
        title={[name, ...words].filter(Boolean).join(' ')}
        second={[homes[0]?.label, isMinor ? '不满 14 岁，要监护人在场核对' : null].filter(Boolean).join('，')}
      />
    </Card>
  )
}

/** Ledgers have one contact in two fields; what is new is written down as a contact. */
const OF_LEDGERS: readonly string[] = ['contactName', 'contactPhone']
interface FieldProps {
  field: CardField
  /** In full while it is shown. */
  full: string | null
  moment: Date
  onPick: (field: CardField) => void
}

function Field({ field, full, moment, onPick }: FieldProps) {
  const { label, current } = field
  if (!current) return null
  return (
    <ListCell
      id={`field-${field.field}`}
      title={`${label}：${full ?? current.shown}`}
      second={saidBy(current, moment)}
      onTap={() => onPick(field)}
    />
  )
}

interface FieldsProps {
  card: ResidentCard
  moment: Date
  onPick: (field: CardField) => void
}

/** What is known, each with who said it; then what is not, to be filled in at a tap. */
function Fields({ card, moment, onPick }: FieldsProps) {
  const { personId, name, fields, birthDate, sexLabel } = card
  const reveal = useReveal()
  // The ID number tells both.
  const isTold = (field: string) => (field === 'birthDate' && birthDate) || (field === 'sex' && sexLabel)
  const unknown = fields.filter(
    ({ field, current, disputed }) =>
      !current && disputed.length === 0 && !isTold(field) && !OF_LEDGERS.includes(field),
  )
  return (
    <>
      <Section title="登记的内容" aside="点一项就能改" />
      <Card isTight>
        {fields.map((field) => {
          const shown = { field, full: reveal.valueOf(personId, field.field), moment, onPick }
          if (!field.current?.isMasked) return <Field key={field.field} {...shown} />
          return (
            <RevealRow key={field.field} reveal={reveal} personId={personId} name={name} field={field.field}>
              <Field {...shown} />
            </RevealRow>
          )
        })}
      </Card>
      {reveal.sheet}
      {unknown.length > 0 ? (
        <>
          <Section title="还没登记的" />
          <Chips label="还没登记的">
            {unknown.map((field) => (
              <Chip
                key={field.field}
                id={`field-${field.field}`}
                word={`补 ${field.label}`}
                onTap={() => onPick(field)}
              />
            ))}
          </Chips>
        </>
      ) : null}
    </>
  )
}

interface TagsProps {
  tags: readonly CardTag[]
  moment: Date
  onAdd: () => void
  onEnd: (ending: Ending) => void
}

function Tags({ tags, moment, onAdd, onEnd }: TagsProps) {
  return (
    <>
      <Section title="标签" />
      <Card isTight>
        {tags.map((tag) => (
          <ListCell
            key={`${tag.communityName} ${tag.tag}`}
            id={`borne-${tag.tag}`}
            icon="flag"
            title={tag.label}
            second={`${tag.sourceLabel}，${dayOf(tag.since, moment)}起，${untilDay(tag, moment)}`}
            onTap={() => onEnd({ kind: 'tag', tag })}
          />
        ))}
        <ListCell id="tag-add" icon="plus" title="加一个标签" onTap={onAdd} />
      </Card>
    </>
  )
}

const aboutHome = ({ relationLabel, isHead, livesThere, share }: CardHome) =>
  [isHead ? '户主' : null, relationLabel, share ? `产权 ${share / 100}%` : null, livesThere ? null : '不住这里']
    .filter(Boolean)
    .join('，')

interface HomesProps {
  personId: string
  homes: readonly CardHome[]
  onEnd: (ending: Ending) => void
}

function Homes({ personId, homes, onEnd }: HomesProps) {
  return (
    <>
      <Section title="住处" aside="点一处登记搬走" />
      <Card isTight>
        {homes.map((home) => (
          <ListCell
            key={home.homeId}
            id={`lives-${home.homeId}`}
            icon="home"
            title={home.label}
            second={aboutHome(home)}
            onTap={() => onEnd({ kind: 'home', home })}
          />
        ))}
        <ListCell
          id="split"
          icon="arrows-split"
          title="这是两个人，分开登记"
          onTap={() => openPage(paths.splitResident(personId))}
        />
        <ListCell id="died" icon="user" title="登记去世" onTap={() => onEnd({ kind: 'life' })} />
      </Card>
    </>
  )
}

/** The card with its sheets. */
function Content({ card }: { card: ResidentCard }) {
  const moment = useNow()
  const [correcting, correct] = useState<string | null>(null)
  const [isTagging, setTagging] = useState(false)
  const [ending, end] = useState<Ending | null>(null)
  const { personId, name, fields, items, tags, homes } = card
  const field = fields.find((one) => one.field === correcting)
  return (
    <>
      <UnsentOf personId={personId} onAgain={correct} />
      <Head card={card} />
      {fields
        .filter(({ disputed }) => disputed.length > 0)
        .map((one) => (
          <DisputeCard key={one.field} personId={personId} of={one} moment={moment} />
        ))}
      {items
        .filter(({ disputed }) => disputed.length > 0)
        .map((one) => (
          <DisputeCard key={one.itemId} personId={personId} of={one} moment={moment} />
        ))}
      <Tags tags={tags} moment={moment} onAdd={() => setTagging(true)} onEnd={end} />
      <VisitsCard personId={personId} name={name} moment={moment} />
      <Items personId={personId} name={name} items={items} moment={moment} />
      <Fields card={card} moment={moment} onPick={(one) => correct(one.field)} />
      <Homes personId={personId} homes={homes} onEnd={end} />
      {field ? <CorrectSheet personId={personId} name={name} field={field} onClose={() => correct(null)} /> : null}
      {isTagging ? <TagSheet personId={personId} name={name} tags={tags} onClose={() => setTagging(false)} /> : null}
      {ending ? <EndingSheet ending={ending} personId={personId} name={name} onClose={() => end(null)} /> : null}
    </>
  )
}

const NOT_FOUND = 'record.not_found'
/** They died or moved out while the card stood open. */
const GONE: PageState = {
  kind: 'empty',
  sentence: '这个人不在您管的地方了，登记过的内容留作历史',
  button: { word: '看我的居民', onTap: () => openPage(paths.residents) },
}

/** All that is registered of one person, with where each value comes from. */
export default function ResidentCardPage() {
  const id = useRouter().params.id ?? ''
  const query = useQuery({ queryKey: ['residents', 'card', id], queryFn: () => api.residents.card({ personId: id }) })
  const isGone = query.data !== undefined && query.error !== null && asRpcError(query.error).code === NOT_FOUND
  return (
    <Page title="登记卡" className="at-desk registry" state={isGone ? GONE : pageState(query)} onRetry={query.refetch}>
      <View className="sub soft mt1">您看了这张卡，本人查得到。</View>
      {query.error && query.data ? <NoticeBar kind="notice" words="没能更新，先看上次打开的" /> : null}
      {query.data ? <Content card={query.data} /> : null}
    </Page>
  )
}
