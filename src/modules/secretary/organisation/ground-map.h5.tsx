import { View } from '@tarojs/components'
import { type Drawing, drawingOf, freeIn } from '../../../parts/places/drawing'
import { named, unspoken } from '../../../ui/named'
import { Tap } from '../../../ui/tap'
import { type Ground, type GroundMapProps, shortName } from './grounds'
import './ground-map.css'

const percent = (share: number) => `${(share * 100).toFixed(2)}%`
const mask = (picture: string) => ({ WebkitMaskImage: `url("${picture}")`, maskImage: `url("${picture}")` }) as never

/** Room around a border that is being drawn, by its own size. */
const ROOM = 0.35

function roomAround(corners: readonly { lat: number; lng: number }[]) {
  const lats = corners.map(({ lat }) => lat)
  const lngs = corners.map(({ lng }) => lng)
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)]
  const [tall, wide] = [(north - south) * ROOM, (east - west) * ROOM]
  return [
    { lat: south - tall, lng: west - wide },
    { lat: north + tall, lng: east + wide },
  ]
}

function Names({ grounds, chosenId, onChoose, drawing }: GroundMapProps & { drawing: Drawing }) {
  const at = ({ border }: Ground) => {
    const { x, y } = drawing.shareOf(freeIn(border, []))
    return { left: percent(x), top: percent(y) }
  }
  return grounds.map((ground) =>
    onChoose ? (
      <View key={ground.id} className="ground-name" style={at(ground)}>
        <Tap
          id={`ground-${ground.id}`}
          className={`ground-tap ${ground.id === chosenId ? 'ground-on' : ''}`}
          label={ground.words}
          isSelected={ground.id === chosenId}
          onTap={() => onChoose(ground.id)}
        >
          <View className="ground-face">{shortName(ground.name)}</View>
        </Tap>
      </View>
    ) : (
      <View key={ground.id} className="ground-quiet" style={at(ground)}>
        {shortName(ground.name)}
      </View>
    ),
  )
}

/** What a click tells in a browser, whatever it was made by. */
interface Click {
  clientX: number
  clientY: number
  currentTarget: { getBoundingClientRect(): { left: number; top: number; width: number; height: number } }
}

/** A browser has no map of its own: the borders drawn by us, nothing asked of anybody else. */
export function GroundMap(props: GroundMapProps) {
  const { grounds, chosenId, drawn } = props
  const borders = grounds.map(({ border }) => border)
  const fit = drawn && drawn.around.length > 2 ? [...roomAround(drawn.around), ...drawn.corners] : []
  const drawing = fit.length > 0 ? drawingOf([], fit) : drawingOf(borders, drawn?.corners ?? [])
  if (!drawing) return null
  const own = drawn && drawn.corners.length > 2 ? drawn.corners : grounds.find(({ id }) => id === chosenId)?.border
  const place = (event: Click) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    drawn?.onPoint(drawing.pointAt({ x: (event.clientX - left) / width, y: (event.clientY - top) / height }))
  }
  return (
    <View
      id="ground-map"
      className="ground-map"
      style={{ height: 0, paddingBottom: percent(drawing.ratio) }}
      {...(drawn ? { onClick: (event) => place(event as unknown as Click) } : {})}
      {...named(drawn ? 'img' : 'list', drawn ? '地图，下面能按坐标和方向改' : '各个网格')}
    >
      {own ? <View className="ground-layer ground-fill" style={mask(drawing.groundOf(own))} /> : null}
      <View className="ground-layer" style={mask(drawing.linesOf(borders))} />
      {own ? <View className="ground-layer ground-own" style={mask(drawing.linesOf([own]))} /> : null}
      <Names {...props} drawing={drawing} />
      {drawn?.corners.map((corner, number) => {
        const { x, y } = drawing.shareOf(corner)
        return (
          <View
            // Corners have no names but their numbers.
            key={String(number)}
            className={`ground-corner ${number === drawn.selected ? 'ground-corner-on' : ''}`}
            style={{ left: percent(x), top: percent(y) }}
            {...unspoken}
          >
            {number + 1}
          </View>
        )
      })}
    </View>
  )
}
