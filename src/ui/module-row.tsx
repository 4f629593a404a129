import { View } from '@tarojs/components'
import { type Service, ServiceTile } from './service-tile'
import type { ModuleTone } from './tones'

interface ModuleRowProps {
  /** Four characters, drawn in two lines: 议事治理. */
  name: string
  tone: ModuleTone
  /** At most three; empty places keep their width. */
  services: readonly Service[]
}

/** One module on home: its name on a rail (a heading in 长辈版) and its functions. */
export function ModuleRow({ name, tone, services }: ModuleRowProps) {
  const vacant = Math.max(0, 3 - services.length)
  return (
    <View className={`module ${tone}`}>
      <View className="rail">
        <View>{name.slice(0, 2)}</View>
        <View>{name.slice(2)}</View>
      </View>
      <View className="module-services">
        {services.map((service) => (
          <ServiceTile key={service.key} service={service} />
        ))}
        {vacant > 0 ? <View style={{ flex: vacant }} /> : null}
      </View>
    </View>
  )
}
