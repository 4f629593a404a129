/** What may have changed since a cursor; screens re-read what carries the topic. */
export const CHANGE_TOPICS = ['orders', 'messages', 'alarms', 'session'] as const
export type ChangeTopic = (typeof CHANGE_TOPICS)[number]

export interface Change {
  topic: ChangeTopic
  /** The record concerned, where one is. */
  id: string | null
}

/** Seconds between two looks while a page is visible. */
export const CHANGES_EVERY_SECONDS = 3
export const CHANGES_EVERY_SECONDS_ALARM = 1
