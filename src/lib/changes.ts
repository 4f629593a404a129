import { focusManager, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import {
  CHANGES_EVERY_SECONDS,
  CHANGES_EVERY_SECONDS_ALARM,
  type ChangeTopic,
} from '../../cloudfunctions/contract/changes'
import { api } from './rpc'
import { readToken } from './token'

let alarmPages = 0

const pauseMs = () => (alarmPages > 0 ? CHANGES_EVERY_SECONDS_ALARM : CHANGES_EVERY_SECONDS) * 1000

/** Looks every second instead of every three while the page that calls this stands. */
export function useAlarmPace(): void {
  useEffect(() => {
    alarmPages += 1
    return () => {
      alarmPages -= 1
    }
  }, [])
}

/**
 * Keeps every screen fresh: asks while the app is visible what changed since the last look, and renews the queries of
 * the topics named. One instance, at the app's root.
 */
export function useChanges(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let cursor: string | null = null
    let token: string | null = null
    let isStopped = false
    let timer: ReturnType<typeof setTimeout> | undefined

    async function look() {
      if (!focusManager.isFocused() || readToken() === null) return
      if (token !== readToken()) {
        token = readToken()
        cursor = null
      }
      const seen = await api.changes.since({ cursor })
      cursor = seen.cursor
      const topics = new Set<ChangeTopic>(seen.changes.map((change) => change.topic))
      for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic] })
    }

    async function loop() {
      // A missed look is made up by the next one; screens tell of a dead network themselves.
      await look().catch(() => undefined)
      if (!isStopped) timer = setTimeout(loop, pauseMs())
    }

    void loop()
    return () => {
      isStopped = true
      clearTimeout(timer)
    }
  }, [queries])
}
