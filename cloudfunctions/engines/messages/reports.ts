import type { Deps } from '../../kernel/context'
import type { Tx } from '../../kernel/database/open'
import { emit } from '../../kernel/events/store'
import type { PhoneReport } from '../../kernel/tencent/reports'
import { deliveryByReceipt, setReported } from './paid/store'
import { ringNext } from './ring-next'

/**
 * Records what the phone company tells: that it arrived, that it did not, which key was pressed. A call that nobody
 * answers goes on to the text message. False for a receipt that is nobody's, or not recorded yet: to be told again.
 */
export async function recordPhoneReport(deps: Deps, tx: Tx, report: PhoneReport): Promise<boolean> {
  const delivery = await deliveryByReceipt(tx, report.receipt)
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
