import type { PersonField, PersonTag } from '../../cloudfunctions/contract/registry'
import type { Encryption } from '../../cloudfunctions/kernel/encryption'
import { sealedOrPlain } from '../../cloudfunctions/registry/facts/sealed'
import { gramsOfResident, phoneTail } from '../../cloudfunctions/registry/residents/grams'
import { type Dwelling, residentsOf } from '../../cloudfunctions/registry/residents/rules'
import { birthDateOf } from './columns'
import type { DemoPerson, DemoTag, Population } from './people'
import type { Town } from './places'
import { COUNTY_MADE_AT, seededId } from './seed'
import type { BulkClient, BulkColumn } from './store'

const madeAt = COUNTY_MADE_AT.toISOString()
/** The county's ledgers were brought in by nobody in particular. */
const IMPORTER = seededId('importer')

export interface DemoValue {
  id: string
  personId: string
  field: PersonField
  value: string
}

/** What the ledgers say of each person. */
export const valuesOf = (people: readonly DemoPerson[]): DemoValue[] =>
  people.flatMap(({ id: personId, name, idNumber, phone }) =>
    Object.entries({ name, idNumber, phone }).flatMap(([field, value]) =>
      value ? [{ id: seededId(`value ${personId} ${field}`), personId, field: field as PersonField, value }] : [],
    ),
  )

/** Each sealed once, though it fills three columns. */
export const keptValues = (encryption: Encryption, values: readonly DemoValue[]) =>
  values.map((v) => ({ ...v, ...sealedOrPlain(encryption, v.field, v.id, v.value) }))

export const valueColumns: BulkColumn<ReturnType<typeof keptValues>[number]>[] = [
  { name: 'id', type: 'uuid', of: (v) => v.id },
  { name: 'person_id', type: 'uuid', of: (v) => v.personId },
  { name: 'field', type: 'text', of: (v) => v.field },
  { name: 'plain', type: 'text', of: (v) => v.plain },
  { name: 'sealed', type: 'text', of: (v) => v.sealed },
  { name: 'digest', type: 'text', of: (v) => v.digest },
  { name: 'state', type: 'text', of: () => 'current' },
  { name: 'source', type: 'text', of: () => 'import' },
  { name: 'actor_id', type: 'uuid', of: () => IMPORTER },
  { name: 'at', type: 'timestamptz', of: () => madeAt },
]

export const tagColumns: BulkColumn<DemoTag>[] = [
  { name: 'id', type: 'uuid', of: (t) => t.id },
  { name: 'community_id', type: 'uuid', of: (t) => t.communityId },
  { name: 'person_id', type: 'uuid', of: (t) => t.personId },
  { name: 'tag', type: 'text', of: (t) => t.tag },
  { name: 'source', type: 'text', of: () => 'import' },
  { name: 'since', type: 'timestamptz', of: (t) => (t.since ?? COUNTY_MADE_AT).toISOString() },
  { name: 'added_by', type: 'uuid', of: () => IMPORTER },
  { name: 'ended_at', type: 'timestamptz', of: (t) => t.endedAt?.toISOString() ?? null },
  { name: 'ended_by', type: 'uuid', of: (t) => (t.endedAt ? IMPORTER : null) },
]

interface DemoLine {
  id: string
  personId: string
  communityId: string | null
  subject: string
  subjectId: string
  name: string
  action: string
  at: Date
}

type Recorded = Pick<Population, 'people' | 'residencies' | 'tags'>

/** How the record came to be: everything was told once, and what is over was ended. */
export function historyOf({ people, residencies, tags }: Recorded): DemoLine[] {
  const line = (of: Omit<DemoLine, 'id' | 'at'>, at = COUNTY_MADE_AT): DemoLine => ({
    ...of,
    id: seededId(`history ${of.action} ${of.subjectId}`, at),
    at,
  })
  return [
    ...valuesOf(people).map(({ id, personId, field }) =>
      line({ personId, communityId: null, subject: 'value', subjectId: id, name: field, action: 'set' }),
    ),
    ...residencies.flatMap(({ id, personId, communityId, homeId, since, until }) => {
      const of = { personId, communityId, subject: 'residency', subjectId: id, name: homeId }
      return until
        ? [line({ ...of, action: 'moveIn' }, since), line({ ...of, action: 'moveOut' }, until)]
        : [line({ ...of, action: 'moveIn' })]
    }),
    ...tags.flatMap(({ id, personId, communityId, tag, since, endedAt }) => {
      const of = { personId, communityId, subject: 'tag', subjectId: id, name: tag }
      return [line({ ...of, action: 'tag' }, since), ...(endedAt ? [line({ ...of, action: 'untag' }, endedAt)] : [])]
    }),
  ]
}

export const historyColumns: BulkColumn<DemoLine>[] = [
  { name: 'id', type: 'uuid', of: (l) => l.id },
  { name: 'person_id', type: 'uuid', of: (l) => l.personId },
  { name: 'community_id', type: 'uuid', of: (l) => l.communityId },
  { name: 'subject', type: 'text', of: (l) => l.subject },
  { name: 'subject_id', type: 'uuid', of: (l) => l.subjectId },
  { name: 'name', type: 'text', of: (l) => l.name },
  { name: 'action', type: 'text', of: (l) => l.action },
  { name: 'source', type: 'text', of: () => 'import' },
  { name: 'actor_id', type: 'uuid', of: () => IMPORTER },
  { name: 'at', type: 'timestamptz', of: (l) => l.at.toISOString() },
]

interface DemoResident {
  communityId: string
  person: DemoPerson
  gridId: string
  homeId: string
  homeLabel: string
  path: readonly string[]
  tags: PersonTag[]
  phoneTail: string | null
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}

/** Everyone as their communities see them, by the product's own rules. */
export function residentsIn(
  town: Pick<Town, 'places' | 'homes'>,
  population: Recorded,
  encryption: Encryption,
): DemoResident[] {
  const places = new Map(town.places.map((place) => [place.id, place]))
  const homes = new Map(town.homes.map((home) => [home.id, home]))
  const people = new Map(population.people.map((person) => [person.id, person]))
  const dwellings = grouped(
    population.residencies.filter(({ until }) => !until),
    (r) => r.personId,
  )
  const tags = grouped(
    population.tags.filter(({ endedAt }) => !endedAt),
    (t) => t.personId,
  )
  return [...dwellings].flatMap(([personId, residencies]) => {
    const person = people.get(personId)!
    const at: Dwelling[] = residencies.map(({ id, homeId, communityId, since }) => {
      const { label, gridId, entranceId } = homes.get(homeId)!
      return { id, homeId, communityId, since, label, gridId, path: places.get(entranceId)!.path, livesThere: true }
    })
    const borne = grouped(tags.get(personId) ?? [], (t) => t.communityId)
    const named = new Map([...borne].map(([community, list]) => [community, list.map(({ tag }) => tag)]))
    return residentsOf(at, named).map((resident) => ({
      ...resident,
      person,
      phoneTail: person.phone && phoneTail({ encryption }, resident.communityId, person.phone),
    }))
  })
}

export const residentColumns: BulkColumn<DemoResident>[] = [
  { name: 'community_id', type: 'uuid', of: (r) => r.communityId },
  { name: 'person_id', type: 'uuid', of: (r) => r.person.id },
  { name: 'grid_id', type: 'uuid', of: (r) => r.gridId },
  { name: 'home_id', type: 'uuid', of: (r) => r.homeId },
  { name: 'home_label', type: 'text', of: (r) => r.homeLabel },
  { name: 'name', type: 'text', of: (r) => r.person.name },
  { name: 'birth_date', type: 'date', of: (r) => birthDateOf(r.person.idNumber) },
  { name: 'sex', type: 'text', of: (r) => r.person.sex },
  { name: 'tags', type: 'text[]', of: (r) => `{${r.tags.join(',')}}` },
  { name: 'phone_tail', type: 'text', of: (r) => r.phoneTail },
  {
    name: 'grams',
    type: 'text[]',
    of: (r) =>
      `{${gramsOfResident(r.person.name, r.homeLabel, r.path)
        .map((g) => `"${g}"`)
        .join(',')}}`,
  },
]

/** The counts as they are after so many people came. */
export async function countTags(client: BulkClient): Promise<void> {
  await client.query(`
    insert into tag_counts (community_id, grid_id, tag, count)
    select community_id, grid_id, tag, count(*) from residents,
      lateral unnest(tags || array['all'] || case when sex is null then '{}' else array['sex:' || sex] end) tag
    where left_at is null group by 1, 2, 3`)
}
