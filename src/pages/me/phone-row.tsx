import { View } from '@tarojs/components'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { PhoneNumberButton } from '../../ui/button'
import { ListCell } from '../../ui/list-cell'

/** The person's number, masked; without one, WeChat's own button to give it. */
export function PhoneRow({ phoneMasked }: { phoneMasked: string | null }) {
  const { send } = useSend(api.session.bindPhone, {
    topics: ['session'],
    onDone: () => tell('手机号绑好了'),
    onFault: (fault) => tell(fault.message),
  })
  if (phoneMasked) return <ListCell icon="phone" title="手机号" value={phoneMasked} />
  if (process.env.TARO_ENV !== 'weapp') return <ListCell icon="phone" title="手机号" value="在微信里打开可以绑定" />
  return (
    <View className="cell">
      <View className="cell-words foot soft">绑定后，接单的人能打电话找到您</View>
      <PhoneNumberButton id="me-phone" word="绑定手机号" onCode={(code) => code && void send({ code })} />
    </View>
  )
}
