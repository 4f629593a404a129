import { useNow } from '../../lib/clock'
import { timeOf } from '../../lib/format'
import { Card, Section } from '../../ui/card'
import { PersonRow } from './person-row'

interface OnDuty {
  personId: string
  name: string
  placeLabel: string
  phone: string | null
  endsAt: string
}

/** Who is on duty now and until when; nothing where nobody is. */
export function OnDutyCard({ onDuty }: { onDuty: readonly OnDuty[] }) {
  const moment = useNow()
  if (onDuty.length === 0) return null
  return (
    <>
      <Section title="正在值班" />
      <Card isTight>
        {onDuty.map((person) => (
          <PersonRow
            key={person.personId}
            id="duty-call"
            person={person}
            second={`${person.placeLabel}，值到${timeOf(person.endsAt, moment)}`}
          />
        ))}
      </Card>
    </>
  )
}
