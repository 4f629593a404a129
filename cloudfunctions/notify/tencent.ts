import { recordPhoneReport } from '../engines/messages/reports'
import type { Deps } from '../kernel/context'
import { isReportSecret, parseSmsReports, parseVoiceReport } from '../kernel/tencent/reports'

export interface ReportAnswer {
  status: 200 | 400 | 404 | 503
  body: { result: number; errmsg: string }
}

/** By the path below `/notify/`. */
export const REPORT_READERS = { 'tencent-sms': parseSmsReports, 'tencent-voice': parseVoiceReport }
export type ReportKind = keyof typeof REPORT_READERS
const CHANNELS = { 'tencent-sms': 'sms', 'tencent-voice': 'voice' } as const

const refused = (status: 400 | 404 | 503, errmsg: string): ReportAnswer => ({ status, body: { result: 1, errmsg } })

/**
 * What Tencent Cloud reports of text messages and calls. `expected` is null where neither is set up; a wrong secret is
 * answered as no address at all. Anything but result 0 has it told again.
 */
export async function receivePhoneReport(
  deps: Deps,
  kind: ReportKind,
  secret: { expected: string | null; given: string },
  body: string,
): Promise<ReportAnswer> {
  if (!secret.expected || !isReportSecret(secret.expected, secret.given)) return refused(404, 'not found')
  const reports = REPORT_READERS[kind](parse(body))
  if (!reports) return refused(400, 'unreadable')
  let isKnown = true
  for (const report of reports)
    if (!(await deps.db.transaction((tx) => recordPhoneReport(deps, tx, CHANNELS[kind], report)))) isKnown = false
  deps.wake()
  return isKnown ? { status: 200, body: { result: 0, errmsg: 'OK' } } : refused(503, 'unknown receipt')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
