import { systemClock } from '../../../cloudfunctions/kernel/clock/clock'
import { startWechat } from '../../../local/wechat'
import { WECHAT_APP } from '../../faults/server'

/** WeChat of 50 ms in a process of its own, where everybody has consented to any number of messages. */
const simulators = await startWechat({ clock: systemClock, app: WECHAT_APP, push: null })
simulators.wechat.credits.get = () => 1e9
let taken = 0
simulators.wechat.received.push = () => ++taken
process.send?.({ url: simulators.url })
process.on('message', () => process.send?.({ taken }))
process.on('disconnect', () => process.exit(0))
