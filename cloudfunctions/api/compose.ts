import { followDoors, partDoors } from '../engines/doors/events'
import { answerByKey } from '../engines/ladders/events'
import { LadderKinds } from '../engines/ladders/kind'
import { pushEffect } from '../engines/messages/push'
import { checkNote } from '../engines/orders/check-note'
import { OrderKinds } from '../engines/orders/kind'
import { pictureChecked } from '../engines/orders/picture-checked'
import { Calendar } from '../engines/orders/promise/calendar'
import { followMerged, followSplit } from '../engines/orders/requesters/events'
import { forgetWords, indexCheckedOrder, indexNewOrder } from '../engines/orders/search/events'
import { filesOnOthersOrders } from '../engines/orders/store'
import { transcribeNote } from '../engines/orders/transcribe'
import { type Clock, OffsetClock, systemClock } from '../kernel/clock/clock'
import { readClockOffset } from '../kernel/clock/store'
import type { Config } from '../kernel/config'
import type { Deps, PaidChannel } from '../kernel/context'
import { openDatabase } from '../kernel/database/open'
import { createEncryption } from '../kernel/encryption'
import { createIds } from '../kernel/ids'
import { createLog, type Log } from '../kernel/log'
import type { AnyEffect } from '../kernel/outbox/effect'
import { Providers } from '../kernel/providers/providers'
import { systemRandom } from '../kernel/random'
import { createTencentSpeech } from '../kernel/speech/tencent'
import { createTencentSms } from '../kernel/tencent/sms'
import { createTencentVoice } from '../kernel/tencent/voice'
import { createWechat } from '../kernel/wechat/client'
import { databaseTokens } from '../kernel/wechat/tokens'
import { applyCorrection, eraseCorrections, tellOfCorrections } from '../modules/account/corrections/events'
import { correctionKind } from '../modules/account/corrections/kind'
import { exportCorrections } from '../modules/account/corrections/own-export'
import { tellOfActing, tellOfAsk, tellOfAskAnswered, tellOfEnd, tellOfLeaving } from '../modules/account/family/events'
import { eraseFeedback, tellCountyOfFeedback, tellOfAnswer } from '../modules/account/feedback/events'
import { exportFeedback } from '../modules/account/feedback/own-export'
import { checkFile } from '../modules/account/files/check'
import { tellOfClaim, tellOfDecision } from '../modules/account/homes/events'
import { checkComment } from '../modules/civic/notices/comments/check'
import {
  carryNotice,
  eraseComments,
  findNoticeReaders,
  followReaders,
  partReadersOfTwo,
  tellOfAskedNotice,
  tellOfDecidedNotice,
} from '../modules/civic/notices/events'
import { exportNoticeComments } from '../modules/civic/notices/own-export'
import { filesOfNoticesOut } from '../modules/civic/notices/store'
import { appealAlarm, followAppealAlarm } from '../modules/governance/appeals/alarm'
import { tellOfAppeals } from '../modules/governance/appeals/events'
import { appealKind } from '../modules/governance/appeals/kind'
import { tellOfAskedList, tellOfDecidedList } from '../modules/secretary/approvals/events'
import { tellOfRole } from '../modules/secretary/roles/events'
import { tellOfDoors } from '../modules/worker/doors/events'
import { tellOfEndedSessions } from '../modules/worker/sessions/events'
import { tellOfVisits, writeAskedVisit } from '../modules/worker/visits/asked/events'
import { eraseVisits } from '../modules/worker/visits/events'
import { visitKind } from '../modules/worker/visits/kind'
import { followVisits } from '../modules/worker/visits/merged'
import { exportVisits } from '../modules/worker/visits/own-export'
import { callerByOpenidFinder, callerFinder } from '../registry/callers/store'

const KINDS = [appealKind, correctionKind, visitKind(appealKind.emergencyIn)]
const HANDLERS = [
  pictureChecked,
  tellOfAppeals,
  followAppealAlarm,
  answerByKey,
  tellCountyOfFeedback,
  tellOfAnswer,
  eraseFeedback,
  indexNewOrder,
  indexCheckedOrder,
  forgetWords,
  applyCorrection,
  tellOfCorrections,
  eraseCorrections,
  followMerged,
  followSplit,
  followVisits,
  tellOfClaim,
  tellOfDecision,
  tellOfRole,
  tellOfEndedSessions,
  tellOfAsk,
  tellOfAskAnswered,
  tellOfEnd,
  tellOfLeaving,
  tellOfActing,
  eraseVisits,
  tellOfAskedList,
  tellOfDecidedList,
  writeAskedVisit,
  tellOfVisits,
  findNoticeReaders,
  carryNotice,
  tellOfAskedNotice,
  tellOfDecidedNotice,
  followReaders,
  partReadersOfTwo,
  eraseComments,
  followDoors,
  partDoors,
  tellOfDoors,
]

/** What a process is made of, put together from its settings. */
export interface Parts {
  deps: Deps
  effects: AnyEffect[]
  close(): Promise<void>
}

/** In local mode the clock's offset comes from the database, so that all processes agree on the time. */
export async function compose(
  config: Config,
  options: { clock?: Clock; log?: Log; poolSize?: number } = {},
): Promise<Parts> {
  const { db, close } = openDatabase(config.databaseUrl, options.poolSize)
  const clock = options.clock ?? (config.mode === 'local' ? new OffsetClock() : systemClock)
  if (clock instanceof OffsetClock) clock.offsetMs = await readClockOffset(db)
  const { keys, currentKey, indexKey, algorithm, wechat, speech, publicUrl } = config
  const encryption = createEncryption({ keys, current: currentKey, indexKey, algorithm })
  const { baseUrl, appId, appSecret } = wechat
  const deps: Deps = {
    db,
    clock,
    random: systemRandom,
    newId: createIds(clock, systemRandom),
    encryption,
    wechat: createWechat({ baseUrl, appId, appSecret, tokens: databaseTokens(db, encryption, clock) }),
    speech: speech && createTencentSpeech({ ...speech, clock }),
    ...composePhone(config, clock),
    providers: new Providers(clock, systemRandom),
    templates: templatesOf(config),
    log: options.log ?? createLog(),
    calendar: new Calendar(config.calendar),
    handlers: HANDLERS,
    keptFiles: [filesOnOthersOrders, filesOfNoticesOut],
    ownExports: [exportFeedback, exportCorrections, exportVisits(encryption), exportNoticeComments],
    kinds: new OrderKinds(KINDS),
    ladders: new LadderKinds([appealAlarm]),
    findCaller: callerFinder(db),
    findCallerByOpenid: callerByOpenidFinder(db),
    wake: () => {},
  }
  const effects = [pushEffect, checkNote, transcribeNote, checkComment, checkFile(publicUrl)] as AnyEffect[]
  return { deps, effects, close }
}

const templatesOf = ({ wechat, phone }: Config): Deps['templates'] => ({
  subscribe: wechat.subscribeTemplateIds,
  employee: wechat.employeeTemplateIds,
  sms: phone?.sms?.templateIds ?? {},
  voice: phone?.voice?.templateIds ?? {},
})

/** One route for each application that is set up. */
function composePhone({ phone, speech }: Config, clock: Clock): Pick<Deps, 'sms' | 'voice' | 'pushCapFen'> {
  if (!phone || !speech) return { sms: null, voice: null, pushCapFen: 0 }
  const { secretId, secretKey } = speech
  const { sms, voice, capFen } = phone
  const routes = <T>(channel: string, sdkAppIds: string[], make: (sdkAppId: string) => T): PaidChannel<T>['routes'] =>
    new Map(sdkAppIds.map((sdkAppId) => [`${channel}.${sdkAppId}`, make(sdkAppId)]))
  const account = { secretId, secretKey, clock }
  return {
    sms: sms && {
      priceFen: sms.priceFen,
      routes: routes('sms', sms.sdkAppIds, (sdkAppId) => createTencentSms({ ...account, ...sms, sdkAppId })),
    },
    voice: voice && {
      priceFen: voice.priceFen,
      routes: routes('voice', voice.sdkAppIds, (sdkAppId) => createTencentVoice({ ...account, ...voice, sdkAppId })),
    },
    pushCapFen: capFen,
  }
}
