import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { PhoneAction, PhoneWorld, Rung } from './phone-world'
import { filled, valuesOf } from './templates'

/** An answer's fields, or the code of a refusal. */
export type Answered = { fields: object; rung?: Rung } | { code: string; message: string }

const refused = (code: string): { code: string; message: string } => ({ code, message: 'simulated' })

const PHONE = /^\+86(1\d{10})$/
const TEXT_MAX = 500
const SPOKEN_MAX = 350

const smsAsked = z.strictObject({
  PhoneNumberSet: z.array(z.string()).min(1).max(200),
  SmsSdkAppId: z.string(),
  SignName: z.string().min(1),
  TemplateId: z.string(),
  TemplateParamSet: z.array(z.string()),
  SessionContext: z.string().max(512).default(''),
})

/** SendSms: what is wrong with one phone is told in its status, with the request itself taken. */
export function sendSms(world: PhoneWorld, asked: unknown, scripted: string | null): Answered {
  const read = smsAsked.safeParse(asked)
  if (!read.success) return refused('InvalidParameter')
  const { PhoneNumberSet, SmsSdkAppId, TemplateId, TemplateParamSet, SessionContext } = read.data
  const [number] = PhoneNumberSet
  const phone = PHONE.exec(number!)?.[1] ?? null
  const empty = world.settings.emptySdkAppIds.includes(SmsSdkAppId)
    ? 'FailedOperation.InsufficientBalanceInSmsPackage'
    : null
  const wrong = scripted ?? empty ?? smsProblem(world, phone, TemplateId, TemplateParamSet)
  const length = filled(TemplateId, TemplateParamSet).length
  const rung = wrong ? undefined : take(world, 'SendSms', phone!, SmsSdkAppId, read.data)
  const status = {
    SerialNo: rung?.receipt ?? '',
    PhoneNumber: number,
    Fee: wrong ? 0 : length <= 70 ? 1 : Math.ceil(length / 67),
    SessionContext,
    Code: wrong ?? 'Ok',
    Message: wrong ? 'simulated' : 'send success',
    IsoCode: 'CN',
  }
  return { fields: { SendStatusSet: [status] }, ...(rung && { rung }) }
}

function smsProblem(world: PhoneWorld, phone: string | null, templateId: string, params: string[]): string | null {
  if (!phone) return 'InvalidParameterValue.IncorrectPhoneNumber'
  const values = valuesOf(templateId)
  if (values === null || !templateId.startsWith('2')) return 'FailedOperation.TemplateIncorrectOrUnapproved'
  if (params.length !== values) return 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'
  if (params.some((value) => /https?:\/\//.test(value)))
    return 'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter'
  if (filled(templateId, params).length > TEXT_MAX) return 'InvalidParameterValue.ContentLengthLimit'
  return world.settings.isFrequencyLimited ? tooOften(world, phone) : null
}

const FREQUENCIES = [
  { ms: 30_000, max: 1, code: 'LimitExceeded.PhoneNumberThirtySecondLimit' },
  { ms: 3_600_000, max: 5, code: 'LimitExceeded.PhoneNumberOneHourLimit' },
  { ms: 86_400_000, max: 10, code: 'LimitExceeded.PhoneNumberDailyLimit' },
]

function tooOften(world: PhoneWorld, phone: string): string | null {
  const now = world.clock.now().getTime()
  const sent = world.rung.filter((one) => one.action === 'SendSms' && one.phone === phone)
  const broken = FREQUENCIES.find(({ ms, max }) => sent.filter(({ at }) => now - at < ms).length >= max)
  return broken?.code ?? null
}

const voiceAsked = z.strictObject({
  TemplateId: z.string(),
  CalledNumber: z.string(),
  VoiceSdkAppid: z.string(),
  TemplateParamSet: z.array(z.string()),
  PlayTimes: z.int().min(1).max(3).default(2),
  SessionContext: z.string().max(512).default(''),
})

/** SendTtsVoice. */
export function sendVoice(world: PhoneWorld, asked: unknown, scripted: string | null): Answered {
  const read = voiceAsked.safeParse(asked)
  if (!read.success) return refused('InvalidParameter')
  const { TemplateId, CalledNumber, VoiceSdkAppid, TemplateParamSet, SessionContext } = read.data
  if (scripted) return refused(scripted)
  const phone = PHONE.exec(CalledNumber)?.[1]
  if (!phone) return refused('InvalidParameterValue.CalledNumberVerifyFail')
  if (valuesOf(TemplateId) !== TemplateParamSet.length || !TemplateId.startsWith('3'))
    return refused('FailedOperation.TemplateIncorrectOrUnapproved')
  if (filled(TemplateId, TemplateParamSet).length > SPOKEN_MAX)
    return refused('InvalidParameterValue.ContentLengthLimit')
  const rung = take(world, 'SendTtsVoice', phone, VoiceSdkAppid, read.data)
  return { fields: { SendStatus: { CallId: rung.receipt, SessionContext } }, rung }
}

type Taken = { TemplateId: string; TemplateParamSet: string[]; SessionContext: string }

/** Never de-duplicates: what is sent twice rings twice. */
function take(world: PhoneWorld, action: PhoneAction, phone: string, sdkAppId: string, asked: Taken): Rung {
  const rung = {
    action,
    phone,
    sdkAppId,
    templateId: asked.TemplateId,
    params: asked.TemplateParamSet,
    receipt: randomUUID(),
    context: asked.SessionContext,
    at: world.clock.now().getTime(),
  }
  world.rung.push(rung)
  return rung
}

const pullAsked = z.strictObject({ Limit: z.int().min(1).max(100), SmsSdkAppId: z.string() })

/** PullSmsSendStatus: each report once. */
export function pullReports(world: PhoneWorld, asked: unknown): Answered {
  const read = pullAsked.safeParse(asked)
  if (!read.success) return refused('InvalidParameter')
  const reports = world.reports.splice(0, read.data.Limit).map((report) => ({
    UserReceiveTime: Math.floor(report.at / 1000),
    CountryCode: '86',
    PhoneNumber: `+86${report.phone}`,
    SubscriberNumber: report.phone,
    SerialNo: report.receipt,
    ReportStatus: report.isArrived ? 'SUCCESS' : 'FAIL',
    Description: report.isArrived ? 'DELIVRD' : 'UNDELIV',
    SessionContext: report.context,
  }))
  return { fields: { PullSmsSendStatusSet: reports } }
}
