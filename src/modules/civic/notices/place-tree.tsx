import { useState } from 'react'
import { Button } from '../../../ui/button'
import { Chip, Chips } from '../../../ui/chip'
import { ListCell } from '../../../ui/list-cell'
import type { Options } from './audience-words'

type Place = Options['places'][number]

/** The way from the top down to a place. */
function wayTo(id: string | null, places: readonly Place[]): Place[] {
  const place = places.find((one) => one.id === id)
  return place ? [...wayTo(place.parentId, places), place] : []
}

interface PlaceTreeProps {
  places: readonly Place[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
}

/** Chooses any places: a whole one, or some of what is in it. What a chosen one contains goes with it. */
export function PlaceTree({ places, chosen, onChange }: PlaceTreeProps) {
  const isTop = ({ parentId }: Place) => !places.some(({ id }) => id === parentId)
  const tops = places.filter(isTop)
  const [at, go] = useState<string | null>(tops.length === 1 ? tops[0]!.id : null)
  const way = wayTo(at, places)
  const below = (id: string) => places.filter(({ parentId }) => parentId === id)
  const here = places.find(({ id }) => id === at)
  const isOver = (place: Place) => wayTo(place.parentId, places).some(({ id }) => chosen.includes(id))
  const hasSomeBelow = (place: Place) =>
    chosen.some((id) => id !== place.id && wayTo(id, places).some((one) => one.id === place.id))
  const toggle = (place: Place) => {
    if (chosen.includes(place.id)) return onChange(chosen.filter((id) => id !== place.id))
    // The whole takes the place of its parts, and a part that of the whole.
    const kept = chosen.filter((id) => {
      const others = wayTo(id, places).map((one) => one.id)
      return !others.includes(place.id) && !wayTo(place.id, places).some((one) => one.id === id)
    })
    onChange([...kept, place.id])
  }
  const row = (place: Place, isWhole = false) => {
    const isOn = chosen.includes(place.id)
    const word = isOn ? '已选' : isOver(place) ? '已随上级选上' : hasSomeBelow(place) ? '选了里面的一部分' : undefined
    return (
      <ListCell
        key={place.id}
        id={`to-${place.id}`}
        ticked={isOn || isOver(place) ? 'on' : hasSomeBelow(place) ? 'mixed' : 'off'}
        title={isWhole ? `整个${place.label}` : place.label}
        second={word}
        end={
          isWhole || below(place.id).length === 0 ? null : (
            <Button
              id={`in-${place.id}`}
              word="选里面"
              look="tint"
              isSmall
              label={`选${place.label}里面的`}
              onTap={() => go(place.id)}
            />
          )
        }
        onTap={() => toggle(place)}
      />
    )
  }
  return (
    <>
      {way.length > 1 || (way.length === 1 && tops.length > 1) ? (
        <Chips label="看的是哪里">
          {tops.length > 1 ? <Chip id="tree-top" word="全部" onTap={() => go(null)} /> : null}
          {way.map((place) => (
            <Chip
              key={place.id}
              id={`tree-${place.id}`}
              word={place.label}
              state={place.id === at ? 'on' : 'off'}
              onTap={() => go(place.id)}
            />
          ))}
        </Chips>
      ) : null}
      {here ? row(here, true) : null}
      {(at ? below(at) : tops).map((place) => row(place))}
    </>
  )
}
