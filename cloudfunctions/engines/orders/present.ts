import * as z from 'zod'
import {
  EMERGENCIES,
  LIGHTS,
  ORDER_ACTIONS,
  ORDER_STATES,
  type OrderState,
  PAUSE_REASON_KEYS,
  RUNNING_STATES,
  URGENCIES,
} from '../../contract/orders'
import { ROLE_LABELS, type Role } from '../../contract/roles'
import type { OrderKinds } from './kind'
import type { ListedOrder } from './lists/store'
import { type Can, permissionsOf, type Viewer } from './permissions'
import { lightOf } from './promise/light'

const canFields = ORDER_ACTIONS.filter((a) => a !== 'submit').map((a) => [a === 'undoAccept' ? 'undo' : a, z.boolean()])

/** Which buttons to show; the server checks again. */
export const canView = z.strictObject(Object.fromEntries(canFields) as Record<keyof Can, z.ZodBoolean>)

/** An order as a card shows it. */
export const orderSummary = z.strictObject({
  id: z.string(),
  code: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(ORDER_STATES),
  urgency: z.enum(URGENCIES),
  emergency: z.nullable(z.enum(EMERGENCIES)),
  category: z.string(),
  categoryLabel: z.string(),
  placeText: z.string(),
  promisedAt: z.string(),
  /** From when the promise runs: anew once an ended order is handled again, later by what it stood still. */
  promisedFrom: z.string(),
  /** Green, yellow from one working day before, red when overdue; none once nobody owes anything. */
  light: z.nullable(z.enum(LIGHTS)),
  /** The promise stands still, for a reason everybody reads. */
  pause: z.nullable(z.strictObject({ since: z.string(), reason: z.enum(PAUSE_REASON_KEYS) })),
  isSupervised: z.boolean(),
  createdAt: z.string(),
  holder: z.nullable(z.strictObject({ name: z.string(), role: z.string() })),
  isMine: z.boolean(),
  /** Its words are still being checked and shown to their author alone. */
  isTextPending: z.boolean(),
  metres: z.optional(z.number()),
  /** By when the department that was whistled for must come; null unless it is awaited. */
  reportDueAt: z.nullable(z.string()),
  steps: z.array(z.strictObject({ label: z.string(), state: z.enum(['done', 'now', 'next']) })),
  can: canView,
})

export type OrderSummary = z.output<typeof orderSummary>

export function summarise(row: ListedOrder, viewer: Viewer, kinds: OrderKinds, now: Date): OrderSummary {
  const { order } = row
  const kind = kinds.of(order.kind)
  const categoryLabel = kind.categoryLabel(order.category)
  const text = visibleText(row.noteText, row.noteCheck, row.noteAuthorId, viewer.personId)
  return {
    id: order.id,
    code: order.code,
    kind: order.kind,
    title: text ? titleOf(text) : row.noteCheck === 'pending' ? `${categoryLabel}（文字核对中）` : categoryLabel,
    state: order.state,
    urgency: order.urgency,
    emergency: order.emergency,
    category: order.category,
    categoryLabel,
    placeText: order.placeText,
    promisedAt: order.promisedAt.toISOString(),
    promisedFrom: order.promisedFrom.toISOString(),
    light: isRunning(order.state)
      ? lightOf(order.pausedAt ?? now, { yellowAt: order.yellowAt, dueAt: order.promisedAt })
      : null,
    pause: order.pausedAt && { since: order.pausedAt.toISOString(), reason: order.pauseReason! },
    isSupervised: order.supervisedAt !== null,
    createdAt: order.createdAt.toISOString(),
    holder: row.holderName ? { name: row.holderName, role: roleLabel(order.holderAs) } : null,
    isMine: order.requesterId === viewer.personId,
    isTextPending: row.noteCheck === 'pending',
    ...(row.metres !== undefined && { metres: row.metres }),
    reportDueAt: order.state === 'whistled' ? (order.reportDueAt?.toISOString() ?? null) : null,
    steps: kind.steps.map((label, i) => ({ label, state: stepState(order.state, i) })),
    can: permissionsOf(viewer, order, kind, now.getTime()),
  }
}

/** Words are everybody's once checked, their author's always. */
export const visibleText = (text: string | null, check: string, authorId: string, viewerId: string): string | null =>
  check === 'passed' || authorId === viewerId ? text : null

export const roleLabel = (role: string | null): string => ROLE_LABELS[role as Role] ?? ''

/** The first clause of what was said, as a heading. */
export function titleOf(text: string): string {
  const [clause = ''] = text
    .trim()
    .split(/[，。！？；\n,.!?;]/)
    .filter((part) => part.trim())
  return [...(clause || text.trim())].slice(0, 40).join('')
}

const isRunning = (state: OrderState) => (RUNNING_STATES as readonly OrderState[]).includes(state)

/** Which of the four steps is the current one; 4 when all are done. */
const CURRENT_STEP: Record<OrderState, number> = {
  waiting: 1,
  accepted: 2,
  handling: 2,
  whistled: 1,
  objected: 1,
  reopened: 2,
  resolved: 3,
  closed: 4,
  unfixed: 4,
  withdrawn: 4,
  declined: 4,
  contested: 0,
  merged: 4,
}

const stepState = (state: OrderState, step: number) => {
  const current = CURRENT_STEP[state]
  return step < current ? 'done' : step === current ? 'now' : 'next'
}
