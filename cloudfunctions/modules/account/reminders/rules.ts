import { MESSAGE_TOPICS, type MessageTopic } from '../../../contract/messages'

/** Topics with a switch of their own. Alarms have none: they are paused, on a page that says what is lost. */
export const SWITCHED_TOPICS = (Object.keys(MESSAGE_TOPICS) as MessageTopic[]).filter(
  (topic): topic is SwitchedTopic => topic !== 'alarms',
)
export type SwitchedTopic = Exclude<MessageTopic, 'alarms'>

/** What a person's topics are: who does no work here gets no reminders of it. */
export const topicsOf = (isStaff: boolean): SwitchedTopic[] =>
  SWITCHED_TOPICS.filter((topic) => isStaff || topic !== 'work')

/** Somebody whose alarms come to the person, and how many of the family they reach besides. */
export interface Watched {
  name: string
  othersReached: number
}

/** In a pause: what the person does not hear of, and who is told in their place. One sentence each. */
export interface PauseWords {
  lost: string[]
  instead: string[]
}

export function pauseWords(watched: readonly Watched[], isStaff: boolean): PauseWords {
  const ofFamily = watched.map(({ name }) => `${name}出了事，微信和电话都不找您`)
  const insteadOfFamily = watched.map(({ name, othersReached }) =>
    othersReached > 0
      ? `${name}的告警找另外 ${othersReached} 位家人，没人应再找网格员`
      : `${name}的告警没有别的家人可找，直接找网格员和社区`,
  )
  if (!isStaff && watched.length === 0)
    return { lost: ['告警不再响，只留在消息里'], instead: ['现在没有哪位家人的告警会找您'] }
  return {
    lost: [...ofFamily, ...(isStaff ? ['居民的紧急告警，微信和电话都不找您'] : [])],
    instead: [...insteadOfFamily, ...(isStaff ? ['居民的告警找值班表上的其他人，没人应再往上找'] : [])],
  }
}
