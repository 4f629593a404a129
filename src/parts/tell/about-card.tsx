import { View } from '@tarojs/components'
import { useState } from 'react'
import { URGENCIES, URGENCY_LABELS, type Urgency } from '../../../cloudfunctions/contract/orders'
import { openLocationSetting } from '../../lib/location'
import { Card } from '../../ui/card'
import { Chip, Chips } from '../../ui/chip'
import { FieldRow, FormField } from '../../ui/form-field'
import { Segmented } from '../../ui/segmented'
import { Sheet } from '../../ui/sheet'
import { EmergencySheet } from '../emergency'
import { captionOf } from '../places/chosen-place'
import { PlaceSheet } from '../places/place-sheet'
import { useCommunity } from '../places/use-community'
import type { Suggestion } from './use-suggestion'
import type { PlaceState, Tell } from './use-tell'

const urgencies = URGENCIES.map((key) => ({ key, word: URGENCY_LABELS[key] }))

/** What the empty row says, and why the place was not found by itself. */
const NO_PLACE: Record<PlaceState, string> = {
  looking: '正在找您的位置',
  found: '点这里选楼号',
  refused: '定位没打开，点这里选楼号',
  failed: '没定到位，点这里选楼号',
  outside: '您不在本县，点这里选楼号',
}

function PlaceRow({ tell }: { tell: Tell }) {
  const [isPicking, setPicking] = useState(false)
  const { community } = useCommunity()
  const { draft, change, place } = tell
  const start = draft.place?.community ?? community
  return (
    <>
      <FormField
        id="appeal-place"
        label="在哪儿"
        icon="map-pin"
        value={draft.place?.words ?? ''}
        example={NO_PLACE[place.state]}
        caption={draft.place ? captionOf(draft.place) : undefined}
        action={draft.place ? '改' : '选'}
        onTap={() => setPicking(true)}
      />
      {place.state === 'refused' && process.env.TARO_ENV === 'weapp' ? (
        <FormField
          label="定位没打开"
          icon="info-circle"
          value=""
          example="打开定位，位置就不用自己选"
          action="去打开"
          onTap={() => void openLocationSetting().then(place.find)}
        />
      ) : null}
      <PlaceSheet
        isOpen={isPicking}
        start={start}
        onPick={(picked) => change({ place: picked })}
        onClose={() => setPicking(false)}
      />
    </>
  )
}

/** The likeliest three, one tap each. */
function HeardChips({ tell, heard }: { tell: Tell; heard: Suggestion }) {
  const { draft, change } = tell
  return (
    <View className="heard">
      <Chips label="听着像哪一类">
        {heard.categories.map(({ category, label }) => (
          <Chip
            key={category}
            id={`heard-${category}`}
            word={label}
            state={draft.category === category ? 'selected' : 'off'}
            onTap={() => change({ category, isCategoryChosen: true })}
          />
        ))}
      </Chips>
    </View>
  )
}

/** How the row explains what stands in it. */
function categoryCaption({ draft }: Tell, heard: Suggestion | null): string | undefined {
  const likeliest = heard?.categories[0]
  if (likeliest) return `听着像：${likeliest.label}`
  return draft.category === 'other' ? '说不准就不用选，社区会分' : undefined
}

function CategoryRow({ tell, heard, categories }: AboutCardProps) {
  const [isPicking, setPicking] = useState(false)
  const { draft, change } = tell
  const choose = (category: string) => {
    change({ category, isCategoryChosen: true })
    setPicking(false)
  }
  return (
    <>
      <FormField
        id="appeal-category"
        label="哪一类"
        icon="category"
        value={categories[draft.category] ?? ''}
        caption={categoryCaption(tell, heard)}
        onTap={() => setPicking(true)}
      />
      {heard ? <HeardChips tell={tell} heard={heard} /> : null}
      <Sheet isOpen={isPicking} title="哪一类" onClose={() => setPicking(false)}>
        <Chips label="哪一类">
          {Object.entries(categories).map(([key, word]) => (
            <Chip
              key={key}
              id={`category-${key}`}
              word={word}
              state={draft.category === key ? 'selected' : 'off'}
              onTap={() => choose(key)}
            />
          ))}
        </Chips>
      </Sheet>
    </>
  )
}

function UrgencyRow({ tell }: { tell: Tell }) {
  const [isAsking, setAsking] = useState(false)
  const { draft, change } = tell
  const choose = (urgency: Urgency) =>
    urgency === 'emergency' ? setAsking(true) : change({ urgency, isUrgencyChosen: true })
  return (
    <>
      <FieldRow label="急不急">
        <Segmented id="urgency" label="急不急" items={urgencies} value={draft.urgency} onChange={choose} />
      </FieldRow>
      <EmergencySheet
        isOpen={isAsking}
        verb="也按紧急提诉求"
        onGoOn={() => {
          change({ urgency: 'emergency', isUrgencyChosen: true })
          setAsking(false)
        }}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

interface AboutCardProps {
  tell: Tell
  /** What the words sound like, where that is known. */
  heard: Suggestion | null
  /** Words by the names that the server knows. */
  categories: Record<string, string>
}

/** Where, what kind, how urgent: filled in as far as it can be, all of it can be changed. */
export function AboutCard({ tell, heard, categories }: AboutCardProps) {
  return (
    <Card isTight>
      <PlaceRow tell={tell} />
      <CategoryRow tell={tell} heard={heard} categories={categories} />
      <UrgencyRow tell={tell} />
    </Card>
  )
}
