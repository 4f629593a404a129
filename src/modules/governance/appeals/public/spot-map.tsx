import { Map as WechatMap } from '@tarojs/components'
import type { Point } from '../../../../../cloudfunctions/contract/places'
import { useLook } from '../../../../lib/elder'
import { named } from '../../../../ui/named'
import { countWords, KIND_LOOKS, type Spot } from './spots'
import './spot-map.css'

export interface SpotMapProps {
  spots: readonly Spot[]
  grids: readonly { id: string; name: string; border: Point[] }[]
  chosen: Spot | null
  onChoose: (spot: Spot) => void
}

const MARK = { normal: 34, elder: 46 }
/** WeChat's map takes colours as values; these are --brand and its eighth part. */
const BORDER = { strokeColor: '#00706d', fillColor: '#00706d20', strokeWidth: 2 }

const asWechat = ({ lat, lng }: Point) => ({ latitude: lat, longitude: lng })

/** WeChat's map: the grids' borders, a mark for each spot in the shape and colour of its most pressing, and how many are so in letters. */
export function SpotMap({ spots, grids, chosen, onChoose }: SpotMapProps) {
  const { isElder } = useLook()
  const size = isElder ? MARK.elder : MARK.normal
  const corners = grids.flatMap(({ border }) => border)
  const centre = spots[0] ?? corners[0]
  if (!centre) return null
  const markers = spots.map((spot, at) => ({
    ...asWechat(spot),
    id: at,
    iconPath: `/modules/governance/marks/${spot.kind}.png`,
    width: spot === chosen ? size * 1.3 : size,
    height: spot === chosen ? size * 1.3 : size,
    anchor: { x: 0.5, y: 0.5 },
    ariaLabel: `${spot.name}，${countWords(spot.points)}`,
    label: {
      content: `${KIND_LOOKS[spot.kind].word} ${spot.pressing}`,
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
  return (
    <WechatMap
      className="spot-map"
      {...asWechat(centre)}
      includePoints={[...corners, ...spots].map(asWechat)}
      polygons={grids.map(({ border }) => ({ ...BORDER, points: border.map(asWechat) }))}
      markers={markers as never}
      onMarkerTap={(event) => {
        const spot = spots[Number(event.detail.markerId)]
        if (spot) onChoose(spot)
      }}
      onError={() => undefined}
      {...named('img', '地图，下面的列表说的是一样的')}
    />
  )
}
