import type { Row } from './role-table'

const ofPerson = { allowed: 'ALL' }

/** What everybody decides about their own messages: a part of the one table. */
export const MESSAGE_ROWS: Row[] = [
  { path: 'messages.counts', ...ofPerson },
  { path: 'reminders.get', ...ofPerson },
  { path: 'reminders.mute', input: { topic: 'visits', isMuted: true }, ...ofPerson },
  { path: 'reminders.pauseAlarms', input: { hours: 1, understood: true }, ...ofPerson },
  { path: 'reminders.resumeAlarms', ...ofPerson },
  { path: 'reminders.setQuietHours', input: { from: 23, until: 6 }, ...ofPerson },
]
