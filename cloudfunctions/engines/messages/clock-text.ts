const SHANGHAI = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** A moment as WeChat's time keys want it, in Shanghai: `2026-11-23 14:05`. */
export const clockText = (at: Date): string => SHANGHAI.format(at)
