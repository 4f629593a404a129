import { View } from '@tarojs/components'
import { drawingOf, freeIn } from '../../../../parts/places/drawing'
import { Icon } from '../../../../ui/icon'
import { named } from '../../../../ui/named'
import { Tap } from '../../../../ui/tap'
import type { SpotMapProps } from './spot-map'
import { countWords, KIND_LOOKS } from './spots'
import './spot-map.css'

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

/** A browser has no map of its own: the grids' borders drawn by us, nothing asked of anybody else. */
export function SpotMap({ spots, grids, chosen, onChoose }: SpotMapProps) {
  const borders = grids.map(({ border }) => border)
  const drawing = drawingOf(borders, spots)
  if (!drawing) return null
  const lines = `url("${drawing.linesOf(borders)}")`
  const at = (point: { lat: number; lng: number }) => {
    const { x, y } = drawing.shareOf(point)
    return { left: percent(x), top: percent(y) }
  }
  return (
    <View
      className="spot-map"
      style={{ height: 0, paddingBottom: percent(drawing.ratio) }}
      {...named('list', '各处的诉求')}
    >
      <View className="spot-lines" style={{ WebkitMaskImage: lines, maskImage: lines } as never} />
      {grids.map(({ id, name, border }) => (
        <View key={id} className="spot-grid" style={at(freeIn(border, spots))}>
          {name.replace(/^.*(?=第)/, '')}
        </View>
      ))}
      {spots.map((spot) => {
        const { tone, icon, word } = KIND_LOOKS[spot.kind]
        return (
          <View key={spot.key} className="spot" style={at(spot)}>
            <Tap
              id={`spot-${spot.key}`}
              className={`spot-tap ${spot.key === chosen?.key ? 'spot-chosen' : ''}`}
              label={`${spot.name}，${countWords(spot.points)}`}
              isSelected={spot.key === chosen?.key}
              onTap={() => onChoose(spot)}
            >
              <View className={`spot-mark spot-${spot.kind} ${tone}`} {...named('img', word)}>
                <Icon name={icon} />
                <View>{spot.pressing}</View>
              </View>
            </Tap>
          </View>
        )
      })}
    </View>
  )
}
