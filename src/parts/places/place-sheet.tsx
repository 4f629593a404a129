import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../lib/rpc'
import { asRpcError } from '../../lib/rpc-error'
import { Button } from '../../ui/button'
import { Chip, Chips } from '../../ui/chip'
import { ListCell } from '../../ui/list-cell'
import { NoticeBar } from '../../ui/notice-bar'
import { Sheet } from '../../ui/sheet'
import type { ChosenPlace } from './chosen-place'
import { CommunityList } from './community-list'
import { PLACES_STALE_MS } from './use-communities'
import type { Community } from './use-community'

type Place = Awaited<ReturnType<typeof api.places.children>>[number]

/** One step of the way down; the community has no kind. */
interface Node {
  id: string
  name: string
  label: string
  kind: Place['kind'] | null
}

/** An order belongs to a grid, so an estate as a whole is not enough. */
const isEnough = (node: Node | undefined) => node?.kind === 'grid' || node?.kind === 'building'

interface PlaceSheetProps {
  isOpen: boolean
  /** A home is meant: neither a grid nor a building is enough. */
  isEntranceNeeded?: boolean
  /** Where the way down begins; null: at the list of communities. */
  start: Community | null
  onPick: (place: ChosenPlace) => void
  onClose: () => void
}

const asNode = ({ id, name }: Community): Node => ({ id, name, label: name, kind: null })

const below = (parentId: string) => api.places.children({ parentId })

/** Nobody knows the grid of their home, so the buildings of all of them are offered. */
async function belowGrids(parentId: string): Promise<Place[]> {
  const places = await below(parentId)
  const deeper = places.map((place) => (place.kind === 'grid' ? below(place.id) : [place]))
  return (await Promise.all(deeper)).flat()
}

interface BelowProps {
  node: Node
  isHomeMeant: boolean
  onChoose: (place: Place) => void
}

function Below({ node, isHomeMeant, onChoose }: BelowProps) {
  const query = useQuery({
    queryKey: ['places', 'places.children', node.id, { isHomeMeant }],
    queryFn: () => (isHomeMeant ? belowGrids(node.id) : below(node.id)),
    staleTime: PLACES_STALE_MS,
  })
  if (query.error && !query.data)
    return (
      <NoticeBar
        kind="danger"
        words={asRpcError(query.error).message}
        action="重试"
        onTap={() => void query.refetch()}
      />
    )
  return (query.data ?? []).map((place) => (
    <ListCell key={place.id} id={`place-${place.id}`} title={place.name} onTap={() => onChoose(place)} />
  ))
}

/** Picks a place step by step: community, estate, building, entrance. */
export function PlaceSheet({ isOpen, isEntranceNeeded = false, start, onPick, onClose }: PlaceSheetProps) {
  const [steps, setSteps] = useState<Node[] | null>(null)
  const way = steps ?? (start ? [asNode(start)] : [])
  const last = way.at(-1)

  const finish = (node: Node) => {
    const top = way[0] ?? node
    onPick({ words: node.label, how: 'picked', placeId: node.id, community: { id: top.id, name: top.name } })
    setSteps(null)
    onClose()
  }
  const choose = (place: Place) => (place.kind === 'entrance' ? finish(place) : setSteps([...way, place]))
  const enough = !isEntranceNeeded && isEnough(last) ? last : undefined

  return (
    <Sheet
      isOpen={isOpen}
      title={isEntranceNeeded ? '选到单元' : '在哪儿'}
      onClose={onClose}
      footer={
        enough ? <Button id="place-enough" word={`就选${enough.name}`} isWide onTap={() => finish(enough)} /> : null
      }
    >
      {last ? (
        <Chips label="已经选的">
          <Chip id="place-communities" word="换社区" onTap={() => setSteps([])} />
          {way.map((node, at) => (
            <Chip
              key={node.id}
              word={node.name}
              state={node === last ? 'on' : 'off'}
              onTap={() => setSteps(way.slice(0, at + 1))}
            />
          ))}
        </Chips>
      ) : null}
      {last ? (
        <Below node={last} isHomeMeant={isEntranceNeeded} onChoose={choose} />
      ) : (
        <CommunityList onPick={(community) => setSteps([asNode(community)])} />
      )}
    </Sheet>
  )
}
