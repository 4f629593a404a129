/** `2026-02-14 17:29` (or with seconds and milliseconds) as read on a clock in Shanghai. */
export const at = (text: string): Date => {
  const moment = new Date(`${text.replace(' ', 'T')}+08:00`)
  if (Number.isNaN(moment.getTime())) throw new Error(`not a moment: ${text}`)
  return moment
}

/** The inverse of `at`, down to the minute unless there is more to tell. */
export const text = (moment: Date): string => {
  const local = new Date(moment.getTime() + 8 * 3_600_000).toISOString().replace('T', ' ').replace('Z', '')
  return local.replace(/(:00)?\.000$/, '')
}
