import type { api } from '../../lib/rpc'
import type { Topic } from '../../lib/topic'

/** Somebody on a door list. */
export type Entry = Awaited<ReturnType<typeof api.doors.entries>>['items'][number]

/** Who was told at the door changes the list, and what is known of the notice's reach. */
export const DOOR_TOPICS: Topic[] = ['doors', 'notices']

/** 张*国，46 岁 */
export const personWords = ({ name, age }: Pick<Entry, 'name' | 'age'>): string =>
  age === null ? name : `${name}，${age} 岁`
