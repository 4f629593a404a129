import { PERSON_TAG_KEYS } from '../../cloudfunctions/contract/registry'
import { IdentityIssuer, nameOf } from '../county/identity'
import {
  type DemoPerson,
  type DemoResidency,
  type DemoTag,
  household,
  MOVED_IN,
  PHONE_FROM_AGE,
  tagsFor,
  VACANT_SHARE,
} from '../county/people'
import type { DemoHome, DemoPlace } from '../county/places'
import { type Chance, COUNTY_MADE_AT, chance, seededId } from '../county/seed'
import { Ground } from './ground'

export interface SyntheticOptions {
  /** So many people, exactly. */
  people: number
  /** Chooses which of all such counties: the same gives the same names, numbers and ids. */
  seed: string
  /** So many homes and tags each person had before, with the history of both: six records each; 1.5 means half of them had two. */
  chapters?: number
}

/** One community of a synthetic county, and the county and subdistrict before the first of theirs. */
export interface SyntheticPart {
  places: DemoPlace[]
  homes: DemoHome[]
  people: DemoPerson[]
  residencies: DemoResidency[]
  tags: DemoTag[]
}

const YEAR_MS = 365 * 86_400_000

/** Community after community until there are as many people as asked for. */
export function* synthetic({ people, seed, chapters = 0 }: SyntheticOptions): Generator<SyntheticPart> {
  const ground = new Ground(seed)
  const issuer = new IdentityIssuer()
  for (let n = 0, left = people; left > 0; n++) {
    const { places, homes } = ground.community(n)
    const part: SyntheticPart = { places, homes, people: [], residencies: [], tags: [] }
    for (const home of homes) {
      if (part.people.length >= left) break
      addHousehold(part, home, { issuer, luck: chance(`household ${home.id}`), most: left - part.people.length })
    }
    for (let chapter = 0; chapter < chapters; chapter++) addChapter(part, chapter, Math.min(1, chapters - chapter))
    left -= part.people.length
    yield part
  }
}

function addHousehold(
  part: SyntheticPart,
  home: DemoHome,
  { issuer, luck, most }: { issuer: IdentityIssuer; luck: Chance; most: number },
): void {
  if (luck.happens(VACANT_SHARE)) return
  const since = new Date(luck.int(MOVED_IN.first, MOVED_IN.last))
  const members = household(luck).slice(0, most)
  const { communityId } = home
  for (const [i, member] of members.entries()) {
    const { sex, age, relation } = member
    const id = seededId(`person ${home.id} ${i}`)
    const phone = age < PHONE_FROM_AGE ? null : issuer.phone(luck)
    const name = nameOf(luck, sex, age, member.surname)
    part.people.push({ id, name, phone, idNumber: issuer.idNumber(luck, sex, age), sex, isElderMode: false })
    const of = { communityId, personId: id }
    part.residencies.push({ ...of, id: seededId(`residency ${id}`), homeId: home.id, relation, isHead: i === 0, since })
    for (const tag of tagsFor(luck, member, members)) part.tags.push({ ...of, id: seededId(`tag ${id} ${tag}`), tag })
  }
}

/** Where everyone lived and what they were some years before, over since. */
function addChapter(part: SyntheticPart, chapter: number, share: number): void {
  const luck = chance(`chapter ${chapter} ${part.homes[0]!.id}`)
  for (const { id: personId } of part.people) {
    if (!luck.happens(share)) continue
    const since = new Date(COUNTY_MADE_AT.getTime() - (chapter + 22) * YEAR_MS + luck.int(0, 200) * 86_400_000)
    const until = new Date(since.getTime() + luck.int(30, 150) * 86_400_000)
    const { id: homeId, communityId } = luck.pick(part.homes)
    const of = { communityId, personId }
    part.residencies.push({
      ...of,
      id: seededId(`residency ${personId} ${chapter}`),
      homeId,
      relation: 'tenant',
      isHead: false,
      since,
      until,
    })
    const tag = luck.pick(PERSON_TAG_KEYS)
    part.tags.push({ ...of, id: seededId(`tag ${personId} ${chapter}`), tag, since, endedAt: until })
  }
}
