import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/** What the phone company tells of a text message or call, by its own number. */
export type PhoneReport = { receipt: string } & (
  | { what: 'arrived' | 'notArrived'; code: string | null }
  | { what: 'keyPressed'; key: string }
)

/** Tencent Cloud signs no report: the secret at the end of the address says that it knows us. In constant time. */
export function isReportSecret(expected: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(expected), digest(given))
}

/** The company's own number of a message or call: signs without a blank, and no more of them than can be looked for. */
const receipt = z.string().regex(/^[\x21-\x7e]{1,200}$/)

const smsReports = z.array(
  z.object({ sid: receipt, report_status: z.enum(['SUCCESS', 'FAIL']), errmsg: z.string().default('') }),
)

/** Reads 短信下发状态通知: several at once. Null when it is none. Phones in it are not read. */
export function parseSmsReports(body: unknown): PhoneReport[] | null {
  const read = smsReports.safeParse(body)
  if (!read.success) return null
  return read.data.map(({ sid, report_status, errmsg }) => smsReportOf(sid, report_status, errmsg))
}

/** What one line of them says, however it came. */
export const smsReportOf = (receipt: string, status: 'SUCCESS' | 'FAIL', code: string): PhoneReport =>
  status === 'SUCCESS'
    ? { receipt, what: 'arrived', code: null }
    : { receipt, what: 'notArrived', code: codeText(code) }

const callid = receipt
const voiceReport = z.object({
  voiceprompt_callback: z.object({ callid, result: z.enum(['0', '1', '2']) }).optional(),
  voicekey_callback: z.object({ callid, keypress: z.string().regex(/^[\d*#]$/) }).optional(),
  voice_failure_callback: z.object({ callid, failure_code: z.coerce.number().int() }).optional(),
})

/** 1: nobody answered; 2: the call itself failed. */
const CALL_RESULTS = { 1: 'unanswered', 2: 'callFailed' } as const

/** Reads 语音通知状态通知, 按键通知 and 送达失败原因通知. Null when it is none of them. */
export function parseVoiceReport(body: unknown): PhoneReport[] | null {
  const read = voiceReport.safeParse(body)
  if (!read.success) return null
  const { voiceprompt_callback: status, voicekey_callback: pressed, voice_failure_callback: failure } = read.data
  const reports: PhoneReport[] = []
  if (pressed) reports.push({ receipt: pressed.callid, what: 'keyPressed', key: pressed.keypress })
  if (status?.result === '0') reports.push({ receipt: status.callid, what: 'arrived', code: null })
  else if (status) reports.push({ receipt: status.callid, what: 'notArrived', code: CALL_RESULTS[status.result] })
  if (failure) reports.push({ receipt: failure.callid, what: 'notArrived', code: `failure.${failure.failure_code}` })
  return reports.length > 0 ? reports : null
}

/** The companies' codes are words such as UNDELIV; anything else is not kept. */
const codeText = (text: string): string => (/^[\w.:-]{1,40}$/.test(text) ? text : 'other')
