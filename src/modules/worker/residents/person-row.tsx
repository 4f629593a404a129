import { openPage } from '../../../lib/open-page'
import { paths } from '../../../paths'
import { Avatar } from '../../../ui/avatar'
import { ListCell } from '../../../ui/list-cell'

interface PersonRowProps {
  person: {
    personId: string
    name: string
    age: number | null
    sexLabel: string | null
    tags: readonly { label: string }[]
  }
  /** Where they live, or what they are in this home. */
  about: string
  phone?: string | null
}

/** One person of a list: name, sex and age, what they are, where. */
export function PersonRow({ person, about, phone }: PersonRowProps) {
  const { personId, name, age, sexLabel, tags } = person
  const words = [sexLabel, age === null ? null : `${age} 岁`, ...tags.map(({ label }) => label)]
  return (
    <ListCell
      id={`person-${personId}`}
      lead={<Avatar name={name} />}
      title={[name, ...words].filter(Boolean).join(' ')}
      second={about}
      value={phone ?? undefined}
      onTap={() => openPage(paths.residentCard(personId))}
    />
  )
}
