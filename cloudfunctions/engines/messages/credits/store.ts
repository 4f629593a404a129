import { and, eq, sql } from 'drizzle-orm'
import type { SubscribeTemplate } from '../../../contract/messages'
import type { Executor, Tx } from '../../../kernel/database/open'
import { credits } from '../table'

/** The phone reports what WeChat's dialog answered and could report anything; WeChat itself refuses the surplus. */
export const CONSENTS_PER_DAY_MAX = 20

/** How many messages a person still allows, by template; templates never allowed are absent. */
export async function creditsOf(db: Executor, personId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ template: credits.template, balance: credits.balance })
    .from(credits)
    .where(eq(credits.personId, personId))
  return new Map(rows.map((row) => [row.template, row.balance]))
}

/** One more message allowed for each template, up to the daily cap. `day` is Shanghai's. */
export async function addConsents(
  tx: Tx,
  consent: { personId: string; templates: SubscribeTemplate[]; day: string; now: Date },
): Promise<void> {
  const { personId, templates, day, now } = consent
  if (templates.length === 0) return
  await tx
    .insert(credits)
    .values(
      templates.map((template) => ({
        personId,
        template,
        balance: 1,
        consentedOn: day,
        consentsThatDay: 1,
        updatedAt: now,
      })),
    )
    .onConflictDoUpdate({
      target: [credits.personId, credits.template],
      set: {
        balance: sql`${credits.balance} + 1`,
        consentedOn: day,
        consentsThatDay: sql`case when ${credits.consentedOn} = ${day} then ${credits.consentsThatDay} + 1 else 1 end`,
        updatedAt: now,
      },
      setWhere: sql`${credits.consentedOn} <> ${day} or ${credits.consentsThatDay} < ${CONSENTS_PER_DAY_MAX}`,
    })
}

/** Returns a credit that was taken for a try which WeChat cannot have counted. */
export async function giveCreditBack(tx: Tx, personId: string, template: string, now: Date): Promise<void> {
  await tx
    .update(credits)
    .set({ balance: sql`${credits.balance} + 1`, updatedAt: now })
    .where(and(eq(credits.personId, personId), eq(credits.template, template)))
}

/** WeChat says there is none left: believe it. */
export async function clearCredits(tx: Tx, personId: string, template: string, now: Date): Promise<void> {
  await tx
    .update(credits)
    .set({ balance: 0, updatedAt: now })
    .where(and(eq(credits.personId, personId), eq(credits.template, template)))
}
