import type { PersonTag } from '../../cloudfunctions/contract/registry'
import type { Role } from '../../cloudfunctions/contract/roles'
import { CAST, type CastMember, isStaff, openidOf, personId, placeId } from './cast'
import { IdentityIssuer, nameOf, type Sex, surnameOf } from './identity'
import type { DemoHome, DemoPlace, Town } from './places'
import { type Chance, chance, seededId } from './seed'

export interface DemoPerson {
  id: string
  name: string
  phone: string | null
  idNumber: string
  sex: Sex
  isElderMode: boolean
}

export interface DemoResidency {
  id: string
  communityId: string
  homeId: string
  personId: string
  relation: 'owner' | 'tenant' | 'family'
  isHead: boolean
  since: Date
  /** Of one that is over. */
  until?: Date
}

export interface DemoTag {
  id: string
  communityId: string
  personId: string
  tag: PersonTag
  /** Of one that was taken off again. */
  since?: Date
  endedAt?: Date
}

export interface DemoGrant {
  id: string
  personId: string
  role: Role
  placeId: string
}

export interface DemoAccount {
  openid: string
  personId: string
  isEmployeeBound: boolean
}

export interface Member {
  relation: DemoResidency['relation']
  sex: Sex
  age: number
  surname?: string
}

export const VACANT_SHARE = 0.04
export const PHONE_FROM_AGE = 12
export const MOVED_IN = { first: Date.UTC(2004, 0, 1), last: Date.UTC(2024, 11, 31) }

/** Who lives in the town, who works there and who has a WeChat account. */
export class Population {
  readonly people: DemoPerson[] = []
  readonly residencies: DemoResidency[] = []
  readonly grants: DemoGrant[] = []
  readonly tags: DemoTag[] = []
  readonly accounts: DemoAccount[] = []
  private readonly issuer = new IdentityIssuer()
  private readonly headByEntrance = new Map<string, string>()
  private readonly headed = new Set<string>()

  constructor(private readonly town: Town) {
    const taken = this.addCast()
    for (const home of town.homes) if (!taken.has(home.label)) this.addHousehold(home)
    for (const place of town.places) this.addStaff(place)
  }

  /** Adds the named people and answers the labels of their homes. */
  private addCast(): Set<string> {
    const homes = new Map(this.town.homes.map((home) => [home.label, home]))
    for (const member of CAST) {
      this.addPerson(personId(member.key), chance(`cast ${member.key}`), member)
      this.accounts.push({
        openid: openidOf(member.key),
        personId: personId(member.key),
        isEmployeeBound: isStaff(member),
      })
      member.homes?.forEach((label, i) => {
        this.addResidency(homes.get(label)!, personId(member.key), 'owner', new Date(Date.UTC(2010 + i, 4, 6)))
      })
      for (const tag of member.tags ?? [])
        this.addTag(homes.get(member.homes![0]!)!.communityId, personId(member.key), tag)
      for (const { role, at } of member.roles ?? []) this.grant(personId(member.key), role, placeId(at))
    }
    return new Set(CAST.flatMap((member) => member.homes ?? []))
  }

  private addHousehold(home: DemoHome): void {
    const luck = chance(`household ${home.label}`)
    if (luck.happens(VACANT_SHARE)) return
    const since = new Date(luck.int(MOVED_IN.first, MOVED_IN.last))
    const members = household(luck)
    for (const [i, member] of members.entries()) {
      const name = nameOf(luck, member.sex, member.age, member.surname)
      const id = seededId(`person ${home.label} ${i}`)
      this.addPerson(id, luck, { ...member, name })
      this.addResidency(home, id, member.relation, since)
      const lot = chance(`tags ${home.label} ${i}`)
      for (const tag of tagsFor(lot, member, members)) this.addTag(home.communityId, id, tag)
      const isFirst = i === 0 && !this.headByEntrance.has(home.entranceId)
      if (isFirst && member.age < 75) this.headByEntrance.set(home.entranceId, id)
    }
  }

  /** Whoever a place of this kind needs and the cast does not give it. */
  private addStaff(place: DemoPlace): void {
    for (const role of STAFF[place.kind] ?? []) {
      if (this.grants.some((grant) => grant.role === role && grant.placeId === place.id)) continue
      const luck = chance(`staff ${role} ${place.label}`)
      const sex = luck.pick(SEXES)
      const age = luck.int(26, 57)
      const id = seededId(`person ${role} ${place.label}`)
      this.addPerson(id, luck, { name: nameOf(luck, sex, age), sex, age })
      this.grant(id, role, place.id)
    }
    if (place.kind !== 'entrance') return
    // A captain and who leads the building's group are residents of the building.
    const head = this.headByEntrance.get(place.id)
    if (head && place.name === '1单元') this.grant(head, 'captain', place.parentId!)
    if (head && place.name === '2单元') this.grant(head, 'buildingGroup', place.parentId!)
    if (head && chance(`household ${place.label}`).happens(MEMBER_HOUSEHOLDS))
      this.grant(head, 'memberHousehold', place.id)
  }

  private addPerson(id: string, luck: Chance, who: Pick<CastMember, 'name' | 'sex' | 'age' | 'isElderMode'>): void {
    const phone = who.age < PHONE_FROM_AGE ? null : this.issuer.phone(luck)
    const idNumber = this.issuer.idNumber(luck, who.sex, who.age)
    this.people.push({ id, name: who.name, phone, idNumber, sex: who.sex, isElderMode: who.isElderMode ?? false })
  }

  private addResidency(home: DemoHome, person: string, relation: DemoResidency['relation'], since: Date): void {
    const id = seededId(`residency ${home.label} ${person}`)
    const isHead = !this.headed.has(home.id)
    this.headed.add(home.id)
    const where = { communityId: home.communityId, homeId: home.id }
    this.residencies.push({ id, ...where, personId: person, relation, isHead, since })
  }

  private addTag(communityId: string, person: string, tag: PersonTag): void {
    this.tags.push({ id: seededId(`tag ${communityId} ${person} ${tag}`), communityId, personId: person, tag })
  }

  private grant(person: string, role: Role, place: string): void {
    this.grants.push({ id: seededId(`grant ${person} ${role} ${place}`), personId: person, role, placeId: place })
  }
}

/** So many entrances have a household of the Party's members that stands for it. */
const MEMBER_HOUSEHOLDS = 0.4

const STAFF: Partial<Record<DemoPlace['kind'], readonly Role[]>> = {
  subdistrict: ['subdistrict', 'workCommittee'],
  community: ['secretary', 'partyCommittee', 'courier', 'merchant', 'housekeeper', 'doctor', 'nursery', 'volunteer'],
  estate: ['steward', 'property'],
  grid: ['gridWorker', 'gridBranch'],
  department: ['department'],
}

/** What a member of a household is, as often as such a county has them. */
export function tagsFor(luck: Chance, member: Member, household: readonly Member[]): PersonTag[] {
  const { age } = member
  const adults = household.filter((one) => one.age >= 18)
  const tags: PersonTag[] = []
  if (age >= 60 && household.length === 1) tags.push('livesAlone')
  if (age >= 60 && household.length === 2 && household.every((one) => one.age >= 60)) tags.push('emptyNest')
  if (age < 16 && adults.every((one) => one.age >= 60)) tags.push('leftBehindChild')
  if (luck.happens(0.025)) tags.push('disabled')
  if (luck.happens(0.015)) tags.push('lowIncome')
  if (age >= 80 && luck.happens(0.12)) tags.push('dependent')
  if (member.sex === 'male' && age >= 30 && luck.happens(0.04)) tags.push('veteran')
  if (age >= 24 && luck.happens(0.08)) tags.push('partyMember')
  if (member.relation === 'tenant') tags.push('floating')
  return tags
}

const other = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male')

/** A head, perhaps a spouse, children with the father's surname, sometimes a parent; some rent. */
export function household(luck: Chance): Member[] {
  const surname = surnameOf(luck)
  const head = memberOf(
    luck.happens(0.14) ? 'tenant' : 'owner',
    luck.happens(0.7) ? 'male' : 'female',
    luck.int(27, 84),
  )
  const isMarried = luck.happens(head.age > 74 ? 0.5 : 0.78)
  const couple = [head]
  if (isMarried) couple.push(memberOf('family', other(head.sex), Math.max(24, head.age + luck.int(-4, 3))))
  const fathers = couple.map((member) => (member.sex === 'male' ? { ...member, surname } : member))
  const children = isMarried && head.age < 56 ? luck.int(0, 2) : 0
  const young = Array.from({ length: children }, () => {
    const age = Math.max(1, head.age - luck.int(24, 31))
    return { ...memberOf('family', luck.pick(SEXES), age), surname }
  })
  const hasParent = head.age < 60 && luck.happens(0.12)
  const parent = hasParent ? [memberOf('family', luck.pick(SEXES), Math.min(96, head.age + luck.int(22, 29)))] : []
  return [...fathers, ...young, ...parent]
}

const SEXES = ['male', 'female'] as const

const memberOf = (relation: Member['relation'], sex: Sex, age: number): Member => ({ relation, sex, age })
