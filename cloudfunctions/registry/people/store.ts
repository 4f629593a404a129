import { and, eq, inArray, sql } from 'drizzle-orm'
import { DEFAULT_SETTINGS, type Settings } from '../../contract/account/settings'
import type { FactSource } from '../../contract/registry'
import type { Executor, Tx } from '../../kernel/database/open'
import type { Encryption } from '../../kernel/encryption'
import { conflict, notFound } from '../../kernel/errors'
import { normalisePhone } from './masking'
import { CLOSED_PERSON_NAME, NEW_PERSON_NAME } from './names'
import { ID_NUMBER_INDEX, PHONE_INDEX, phonePlace } from './sealed'
import { accounts, people } from './table'

export interface Account {
  personId: string
  openid: string
  isEmployeeBound: boolean
}

const accountColumns = {
  personId: accounts.personId,
  openid: accounts.openid,
  isEmployeeBound: accounts.isEmployeeBound,
}

/** The account of a WeChat openid, or null when it never logged in here. */
export async function accountByOpenid(db: Executor, openid: string): Promise<Account | null> {
  const [row] = await db.select(accountColumns).from(accounts).where(eq(accounts.openid, openid))
  return row ?? null
}

/** Accounts of those people who have one. */
export async function accountsOf(db: Executor, personIds: readonly string[]): Promise<Account[]> {
  if (personIds.length === 0) return []
  return db
    .select(accountColumns)
    .from(accounts)
    .where(sql`${accounts.personId} = any(${sql.param([...personIds])}::uuid[])`)
}

/** The openid WeChat knows a person by; null for who never logged in. */
export async function openidOf(db: Executor, personId: string): Promise<string | null> {
  const [account] = await accountsOf(db, [personId])
  return account?.openid ?? null
}

/**
 * Logs a WeChat openid in: finds its person, or makes one under the given id. Two first logins at once make one person.
 * Answers whose account it is and whether it is new.
 */
export async function enterByOpenid(
  tx: Tx,
  entry: { openid: string; newPersonId: string; now: Date },
): Promise<{ personId: string; isNew: boolean }> {
  const { openid, newPersonId, now } = entry
  const [account] = await tx
    .insert(accounts)
    .values({ openid, personId: newPersonId, isEmployeeBound: false, lastSeenAt: now, createdAt: now })
    .onConflictDoUpdate({ target: accounts.openid, set: { lastSeenAt: now } })
    .returning({ personId: accounts.personId })
  const personId = account!.personId
  if (personId !== newPersonId) return { personId, isNew: false }
  await insertPerson(tx, { id: personId, source: 'wechat', now })
  return { personId, isNew: true }
}

/** Notes in WeChat's employee relation whether messages to staff reach this person. */
export async function setEmployeeBound(tx: Tx, personId: string, isEmployeeBound: boolean): Promise<void> {
  await tx.update(accounts).set({ isEmployeeBound }).where(eq(accounts.personId, personId))
}

/**
 * Keeps others from changing what is known of a person until this transaction ends. Answers whether they live; null when
 * there is none.
 */
export async function lockPerson(tx: Tx, personId: string): Promise<'active' | 'deceased' | null> {
  const rows = await tx
    .select({ state: people.state })
    .from(people)
    .where(and(eq(people.id, personId), inArray(people.state, ['active', 'deceased'])))
    .for('update')
  return (rows[0]?.state as 'active' | 'deceased' | undefined) ?? null
}

/** The same of somebody who moves or bears something new. Faults: record.not_found, person.deceased. */
export async function lockLiving(tx: Tx, personId: string): Promise<void> {
  const state = await lockPerson(tx, personId)
  if (!state) throw notFound()
  if (state === 'deceased') throw conflict('person.deceased', '这一位登记了去世，登错了请先撤销')
}

/** Saves what was worked out from a person's values. */
export async function saveProjected(
  tx: Tx,
  personId: string,
  projected: Partial<typeof people.$inferInsert>,
): Promise<void> {
  await tx.update(people).set(projected).where(eq(people.id, personId))
}

/** A person's phone in full; null when none is known. */
export async function phoneOf(db: Executor, encryption: Encryption, personId: string): Promise<string | null> {
  const [row] = await db.select({ sealed: people.phoneSealed }).from(people).where(eq(people.id, personId))
  return row?.sealed ? encryption.open(row.sealed, phonePlace(personId)) : null
}

/** Ids of the people with exactly this phone: a family may share one. */
export async function peopleByPhone(db: Executor, encryption: Encryption, text: string): Promise<string[]> {
  const phone = normalisePhone(text)
  if (!phone) return []
  const index = encryption.blindIndex(PHONE_INDEX, phone)
  const rows = await db.select({ id: people.id }).from(people).where(eq(people.phoneIndex, index)).orderBy(people.id)
  return rows.map((row) => row.id)
}

/** Phones in full, by id; who has none is left out. */
export async function phonesOf(
  db: Executor,
  encryption: Encryption,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select({ id: people.id, sealed: people.phoneSealed })
    .from(people)
    .where(inArray(people.id, [...personIds]))
  return new Map(rows.flatMap(({ id, sealed }) => (sealed ? [[id, encryption.open(sealed, phonePlace(id))]] : [])))
}

/**
 * Whose ID number it is; null when nobody's. Until this transaction ends nobody else can ask for the same number, so
 * that two who write it down at once do not both find it free.
 */
export async function holderOfIdNumber(tx: Tx, encryption: Encryption, idNumber: string): Promise<string | null> {
  const index = encryption.blindIndex(ID_NUMBER_INDEX, idNumber)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${index}, 0))`)
  const [row] = await tx.select({ id: people.id }).from(people).where(eq(people.idNumberIndex, index))
  return row?.id ?? null
}

/** Whether nobody has written down that the person died, left or is somebody else. */
export async function isAlive(db: Executor, personId: string): Promise<boolean> {
  const [row] = await db.select({ state: people.state }).from(people).where(eq(people.id, personId))
  return row?.state === 'active'
}

/** Names by id, unmasked; who is unknown is left out. */
export async function namesOf(db: Executor, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...new Set(personIds)]))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** A person's own choices; those never made have their default. */
export async function settingsOf(db: Executor, personId: string): Promise<Settings> {
  const [row] = await db.select({ settings: people.settings }).from(people).where(eq(people.id, personId))
  return { ...DEFAULT_SETTINGS, ...(row?.settings as Partial<Settings> | undefined) }
}

/** Changes some of the choices and answers all of them. */
export async function saveSettings(
  tx: Tx,
  change: { personId: string; settings: Partial<Settings>; now: Date },
): Promise<Settings> {
  const [row] = await tx
    .update(people)
    .set({ settings: sql`${people.settings} || ${JSON.stringify(change.settings)}::jsonb`, updatedAt: change.now })
    .where(eq(people.id, change.personId))
    .returning({ settings: people.settings })
  return { ...DEFAULT_SETTINGS, ...(row?.settings as Partial<Settings> | undefined) }
}

/** Marks a person's row as closed (PIPL art. 47): it stays for what points to it. The openid is free to begin anew. */
export async function markClosed(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx
    .update(people)
    .set({ name: CLOSED_PERSON_NAME, state: 'closed', settings: DEFAULT_SETTINGS, updatedAt: now })
    .where(eq(people.id, personId))
  await tx.delete(accounts).where(eq(accounts.personId, personId))
}

/** A person of whom nothing is known yet. */
export async function insertPerson(tx: Tx, person: { id: string; source: FactSource; now: Date }): Promise<void> {
  const { now, ...known } = person
  await tx.insert(people).values({
    ...known,
    name: NEW_PERSON_NAME,
    state: 'active',
    settings: DEFAULT_SETTINGS,
    createdAt: now,
    updatedAt: now,
  })
}

/** Marks a person's row as that of somebody else, who goes on. */
export async function markMerged(tx: Tx, personId: string, intoId: string, now: Date): Promise<void> {
  await tx.update(people).set({ state: 'merged', mergedInto: intoId, updatedAt: now }).where(eq(people.id, personId))
}
