import { View } from '@tarojs/components'
import type { api } from '../../lib/rpc'
import { Card, Section } from '../../ui/card'
import { PersonRow } from './person-row'

type Level = NonNullable<Awaited<ReturnType<typeof api.grid.mine>>>['organisation'][number]

/** The five levels over and in a grid, from top to bottom; one that nobody stands for says so. */
export function LevelsCard({ levels }: { levels: readonly Level[] }) {
  return (
    <>
      <Section title="五级组织" aside="从上到下" />
      <Card>
        {levels.map(({ role, label, people }, at) => (
          <View key={role}>
            {at > 0 ? <View className="hr" /> : null}
            <View className="row wrap apart">
              <View className="md">{label}</View>
              {people.length === 0 ? <View className="sub soft">还没有人</View> : null}
            </View>
            {people.map((person) => (
              <PersonRow key={`${person.personId} ${person.placeLabel}`} id={`level-call-${role}`} person={person} />
            ))}
          </View>
        ))}
      </Card>
    </>
  )
}
