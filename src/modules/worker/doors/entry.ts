import type { api } from '../../../lib/rpc'

/** Somebody on a door list. */
export type Entry = Awaited<ReturnType<typeof api.doors.entries>>['items'][number]

/** 张*国，46 岁 */
export const personWords = ({ name, age }: Pick<Entry, 'name' | 'age'>): string =>
  age === null ? name : `${name}，${age} 岁`
