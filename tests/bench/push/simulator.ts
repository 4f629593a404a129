import { systemClock } from '../../../cloudfunctions/kernel/clock/clock'
import { startWechat } from '../../../local/wechat'
import { environment, WECHAT_APP } from '../../faults/server'

/** WeChat of 50 ms in a process of its own, where everybody has consented to any number of messages and is bound as staff. */
const { TENCENT_SECRET_ID: secretId, TENCENT_SECRET_KEY: secretKey } = environment({ database: '', simulators: '' })
const tencent = { secretId: secretId!, secretKey: secretKey! }
const simulators = await startWechat({ clock: systemClock, app: WECHAT_APP, push: null, tencent })
simulators.wechat.credits.get = () => 1e9
simulators.wechat.bound.has = () => true
let taken = 0
/** When each alarm, told apart by its page, first arrived, in milliseconds since 1970. */
const alarms = new Map<string, number>()
simulators.wechat.received.push = ({ api, page = '' }) => {
  if (api === 'employee' && page.includes('alarm') && !alarms.has(page)) alarms.set(page, Date.now())
  return ++taken
}
process.send?.({ url: simulators.url })
process.on('message', () => process.send?.({ taken, alarms: [...alarms.values()] }))
process.on('disconnect', () => process.exit(0))
