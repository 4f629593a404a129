import { Map as WechatMap } from '@tarojs/components'
import type { Point } from '../../../../cloudfunctions/contract/places'
import { useLook } from '../../../lib/elder'
import { freeIn } from '../../../parts/places/drawing'
import { named } from '../../../ui/named'
import { type GroundMapProps, shortName } from './grounds'
import './ground-map.css'

const MARK = { normal: 30, elder: 42 }
/** WeChat's map takes colours as values; these are --brand and parts of it, and --mute. */
const BORDER = { strokeColor: '#66767a', fillColor: '#66767a14', strokeWidth: 2 }
const CHOSEN = { strokeColor: '#00706d', fillColor: '#00706d40', strokeWidth: 3 }
/** Metres: a corner's dot, and the one that is on. */
const DOT = { radius: 3, on: 6 }

const asWechat = ({ lat, lng }: Point) => ({ latitude: lat, longitude: lng })

function markersOf({ grounds, chosenId, onChoose }: GroundMapProps, isElder: boolean) {
  if (!onChoose) return []
  const size = isElder ? MARK.elder : MARK.normal
  return grounds.map(({ id, name, border, kind, words }, at) => ({
    ...asWechat(freeIn(border, [])),
    id: at,
    iconPath: `/modules/secretary/marks/${kind}.png`,
    width: id === chosenId ? size * 1.3 : size,
    height: id === chosenId ? size * 1.3 : size,
    anchor: { x: 0.5, y: 0.5 },
    ariaLabel: words,
    label: {
      content: shortName(name),
      fontSize: isElder ? 18 : 12,
      color: '#142222',
      bgColor: '#ffffffe6',
      borderRadius: 6,
      padding: 3,
      anchorX: size / 2,
      anchorY: -size / 4,
      textAlign: 'left',
      borderWidth: 0,
      borderColor: '#ffffff',
    },
  }))
}

/** WeChat's map with the grids' borders; a tap chooses a grid, or says where a corner belongs. */
export function GroundMap(props: GroundMapProps) {
  const { grounds, chosenId, onChoose, drawn } = props
  const { isElder } = useLook()
  const all = drawn ? [...drawn.around, ...drawn.corners] : grounds.flatMap(({ border }) => border)
  const centre = all[0]
  if (!centre) return null
  const polygons = grounds.map(({ id, border }) => ({
    ...(id === chosenId ? CHOSEN : BORDER),
    points: border.map(asWechat),
  }))
  const own = drawn && drawn.corners.length > 2 ? [{ ...CHOSEN, points: drawn.corners.map(asWechat) }] : []
  const circles = (drawn?.corners ?? []).map((corner, at) => ({
    ...asWechat(corner),
    radius: at === drawn?.selected ? DOT.on : DOT.radius,
    color: CHOSEN.strokeColor,
    fillColor: at === drawn?.selected ? '#142222' : '#ffffff',
    strokeWidth: 2,
  }))
  return (
    <WechatMap
      className="ground-map"
      {...asWechat(centre)}
      includePoints={(drawn ? drawn.around : all).map(asWechat)}
      polygons={[...polygons, ...own]}
      circles={circles}
      markers={markersOf(props, isElder) as never}
      onMarkerTap={(event) => {
        const ground = grounds[Number(event.detail.markerId)]
        if (ground) onChoose?.(ground.id)
      }}
      onTap={(event) => {
        const { latitude, longitude } = (event as unknown as { detail: { latitude?: number; longitude?: number } })
          .detail
        if (drawn && latitude !== undefined && longitude !== undefined) drawn.onPoint({ lat: latitude, lng: longitude })
      }}
      onError={() => undefined}
      {...named('img', drawn ? '地图，下面能按坐标和方向改' : '地图，列表说的是一样的')}
    />
  )
}
