import { useCallback, useEffect, useRef, useState } from 'react'
import { mayRecord, openRecordSetting, RECORD_SECONDS_MAX, type RecordEnd, type Recording, record } from './recorder'
import { tell } from './tell'

/** `ready`: waits for the person to begin; `asking`: for the microphone. */
export type RecorderState = 'closed' | 'ready' | 'asking' | 'recording' | 'refused'

/** Shorter says nothing. */
const SECONDS_MIN = 1
const TICK_MS = 200

/** Seconds since `isOn`. */
function useSeconds(isOn: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!isOn) return
    const startedAt = Date.now()
    setSeconds(0)
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - startedAt) / 1000)), TICK_MS)
    return () => clearInterval(timer)
  }, [isOn])
  return Math.min(seconds, RECORD_SECONDS_MAX)
}

interface Course {
  stop: () => void
  isThrownAway: boolean
}

/** Says what went wrong, or hands on what was said. */
function settle(end: RecordEnd, onRecorded: (recording: Recording) => void): void {
  if (end.kind === 'refused') return
  if (end.kind === 'failed') tell('没录上，再说一次')
  else if (end.recording.seconds < SECONDS_MIN) tell('说得太短了，按住多说一会儿')
  else onRecorded(end.recording)
}

/**
 * One recording at a time, held or tapped.
 * @param onRecorded what was said, kept on the phone; not called for what was too short
 */
export function useRecorder(onRecorded: (recording: Recording) => void) {
  const [state, setState] = useState<RecorderState>('closed')
  const [isHeld, setHeld] = useState(false)
  const [level, setLevel] = useState<number | null>(null)
  const seconds = useSeconds(state === 'recording')
  const latest = useRef(onRecorded)
  latest.current = onRecorded
  const running = useRef<Course | null>(null)
  /** Between the wish to speak and its end, also while the microphone is being asked for. */
  const isWanted = useRef(false)

  const run = useCallback(() => {
    const course: Course = { stop: () => undefined, isThrownAway: false }
    running.current = course
    setLevel(null)
    course.stop = record({
      onStart: () => course.isThrownAway || setState('recording'),
      onLevel: setLevel,
      onEnd: (end) => {
        running.current = null
        isWanted.current = false
        if (course.isThrownAway) return
        setState(end.kind === 'refused' ? 'refused' : 'closed')
        settle(end, latest.current)
      },
    })
  }, [])

  /** Begins, having asked where that is needed; whoever let go meanwhile finds it ready. `byHold`: ends by letting go. */
  const start = useCallback(
    async (byHold: boolean) => {
      setHeld(byHold)
      if (running.current || isWanted.current) return
      isWanted.current = true
      setState('asking')
      const isAllowed = await mayRecord()
      if (isWanted.current && isAllowed) return run()
      isWanted.current = false
      setState(isAllowed ? 'ready' : 'refused')
    },
    [run],
  )

  const stop = useCallback(() => {
    isWanted.current = false
    running.current?.stop()
  }, [])

  /** Shows that it can begin, and how. */
  const offer = useCallback(() => {
    if (running.current) running.current.isThrownAway = true
    stop()
    setState('ready')
  }, [stop])

  /** What was said so far stays. */
  const close = useCallback(() => {
    if (running.current) stop()
    else setState('closed')
  }, [stop])

  const openSetting = useCallback(() => void openRecordSetting().then(() => setState('ready')), [])

  // A page that is left takes nothing on.
  useEffect(() => stop, [stop])

  return { state, isHeld, seconds, level, start, stop, offer, close, openSetting }
}
