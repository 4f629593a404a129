import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { inbox } from '../../../engines/messages/table'
import { orderNotes, orders } from '../../../engines/orders/table'
import type { Executor } from '../../../kernel/database/open'
import { files } from '../../../kernel/files/table'
import { sessions } from '../../../kernel/sessions/table'
import { accessLog } from '../../../registry/access-log/table'
import { personValues } from '../../../registry/facts/table'
import { guardianships } from '../../../registry/guardianships/table'
import { homes, residencies } from '../../../registry/homes/table'
import { people } from '../../../registry/people/table'
import { roleGrants } from '../../../registry/roles/table'
import { personTags } from '../../../registry/tags/table'

/** Everything the tables hold of a person, for the person alone. Sealed values come sealed. */
export async function everythingOf(db: Executor, personId: string) {
  const [person] = await db
    .select({ state: people.state, source: people.source, settings: people.settings, createdAt: people.createdAt })
    .from(people)
    .where(eq(people.id, personId))
  const values = await db
    .select()
    .from(personValues)
    .where(and(eq(personValues.personId, personId), sql`${personValues.erasedAt} is null`))
    .orderBy(asc(personValues.id))
  const tags = await db.select().from(personTags).where(eq(personTags.personId, personId)).orderBy(asc(personTags.id))
  const dwellings = await db
    .select({
      label: homes.label,
      relation: residencies.relation,
      share: residencies.share,
      isHead: residencies.isHead,
      livesThere: residencies.livesThere,
      since: residencies.since,
      until: residencies.until,
      source: residencies.source,
    })
    .from(residencies)
    .innerJoin(homes, and(eq(homes.id, residencies.homeId), eq(homes.communityId, residencies.communityId)))
    .where(eq(residencies.personId, personId))
    .orderBy(asc(residencies.id))
  return { person, values, tags, dwellings, ...(await doingsOf(db, personId)) }
}

/** What a person did here: asked, wrote, photographed, was granted, signed in; and what was sent to them. */
async function doingsOf(db: Executor, personId: string) {
  const asked = await db
    .select({
      code: orders.code,
      kind: orders.kind,
      category: orders.category,
      state: orders.state,
      placeText: orders.placeText,
      createdAt: orders.createdAt,
      endedAt: orders.endedAt,
    })
    .from(orders)
    .where(eq(orders.requesterId, personId))
    .orderBy(asc(orders.id))
  const words = await db
    .select({ code: orders.code, text: orderNotes.text, at: orderNotes.createdAt })
    .from(orderNotes)
    .innerJoin(orders, and(eq(orders.id, orderNotes.orderId), eq(orders.communityId, orderNotes.communityId)))
    .where(eq(orderNotes.authorId, personId))
    .orderBy(asc(orderNotes.id))
  const messages = await db
    .select({ title: inbox.title, body: inbox.body, at: inbox.createdAt, readAt: inbox.readAt })
    .from(inbox)
    .where(eq(inbox.personId, personId))
    .orderBy(asc(inbox.id))
  const pictures = await db
    .select({ id: files.id, mime: files.mime, createdAt: files.createdAt })
    .from(files)
    .where(eq(files.personId, personId))
    .orderBy(asc(files.id))
  const roles = await db
    .select({ role: roleGrants.role, grantedAt: roleGrants.grantedAt, revokedAt: roleGrants.revokedAt })
    .from(roleGrants)
    .where(eq(roleGrants.personId, personId))
    .orderBy(asc(roleGrants.id))
  const signedIn = await db
    .select({ at: sessions.createdAt, expiresAt: sessions.expiresAt, revokedAt: sessions.revokedAt })
    .from(sessions)
    .where(eq(sessions.personId, personId))
    .orderBy(asc(sessions.createdAt))
  return { asked, words, messages, pictures, roles, signedIn, ...(await connectionsOf(db, personId)) }
}

/** Who acts for whom, and who looked at what. */
async function connectionsOf(db: Executor, personId: string) {
  const entrusted = await db
    .select({
      relation: guardianships.relation,
      isGuardian: sql<boolean>`${guardianships.guardianId} = ${personId}`,
      state: guardianships.state,
      since: guardianships.since,
      endedAt: guardianships.endedAt,
    })
    .from(guardianships)
    .where(or(eq(guardianships.personId, personId), eq(guardianships.guardianId, personId)))
    .orderBy(asc(guardianships.id))
  // Looks at what turned out to be their record too.
  const everyRecord = db
    .select({ id: people.id })
    .from(people)
    .where(or(eq(people.id, personId), eq(people.mergedInto, personId)))
  const looks = await db
    .select({
      viewer: people.name,
      what: accessLog.what,
      field: accessLog.field,
      purpose: accessLog.purpose,
      words: accessLog.words,
      at: accessLog.at,
    })
    .from(accessLog)
    .innerJoin(people, eq(people.id, accessLog.viewerId))
    .where(inArray(accessLog.personId, everyRecord))
    .orderBy(asc(accessLog.at), asc(accessLog.id))
  return { entrusted, looks }
}
