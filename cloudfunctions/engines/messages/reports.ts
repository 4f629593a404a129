import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { emit } from '../../kernel/events/store'
import { TencentError } from '../../kernel/tencent/errors'
import type { PhoneReport } from '../../kernel/tencent/reports'
import type { Sms } from '../../kernel/tencent/sms'
import { deliveryByReceipt, type PhoneChannel, setReported } from './paid/store'
import { ringNext } from './ring-next'

/**
 * Records what the phone company tells of its own messages or its own calls: that it arrived, that it did not, which key
 * was pressed. A call that nobody answers goes on to the text message. False for a receipt that is nobody's, or not
 * recorded yet: to be told again.
 */
export async function recordPhoneReport(
  deps: Deps,
  tx: Tx,
  channel: PhoneChannel,
  report: PhoneReport,
): Promise<boolean> {
  const delivery = await deliveryByReceipt(tx, channel, report.receipt)
  if (!delivery) return false
  const now = deps.clock.now()
  if (report.what === 'notArrived') {
    await setReported(tx, delivery, { state: 'failed', code: report.code, now })
    if (delivery.channel === 'voice') await ringNext(deps, tx, [{ ...delivery, isSure: true }])
    return true
  }
  await setReported(tx, delivery, { state: 'delivered', code: null, now })
  if (report.what === 'keyPressed') {
    const { deliveryId, personId, subjectId } = delivery
    await emit(deps, tx, 'call.keyPressed', { deliveryId, personId, subjectId, key: report.key })
  }
  return true
}

/** Requests for more reports in one go. */
const PULLS_MAX = 50

/** Asks for what was not told by callback, as where the phone company cannot reach this server. */
export async function pullSmsReports(deps: Deps): Promise<void> {
  for (const [route, client] of deps.sms?.routes ?? []) {
    try {
      await pullFrom(deps, client)
    } catch (error) {
      if (!(error instanceof TencentError)) throw error
      deps.log.info({ route, code: error.code }, 'reports of text messages not pulled')
    }
  }
}

async function pullFrom(deps: Deps, client: Sms): Promise<void> {
  for (let pulls = 0; pulls < PULLS_MAX; pulls++) {
    const reports = await client.pullReports()
    if (reports.length === 0) return
    for (const report of reports) await deps.db.transaction((tx) => recordPhoneReport(deps, tx, 'sms', report))
  }
}
