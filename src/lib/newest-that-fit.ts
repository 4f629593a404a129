import type { DehydratedState } from '@tanstack/react-query'

/** The newest answers whose JSON fits together into `max` characters. */
export function newestThatFit(state: DehydratedState, max: number): DehydratedState {
  let room = max
  const queries = [...state.queries]
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .filter((query) => {
      const length = JSON.stringify(query).length
      if (length > room) return false
      room -= length
      return true
    })
  return { mutations: [], queries }
}
