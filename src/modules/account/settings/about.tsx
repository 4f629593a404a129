import { View } from '@tarojs/components'
import { callPhone } from '../../../lib/open-page'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'

const KEPT = [
  '姓名、电话、住址：由社区登记，电话加密保存，屏幕上只露几位',
  '位置：只在您提诉求或接单时用一次，不记行踪',
  '照片：去掉拍摄地点等信息再保存，核对完才给别人看',
  '谁看过您的资料，每一次都记下来，您自己能查',
]

export default function About() {
  return (
    <Page title="关于邻里通">
      <Card>
        <View className="title">邻里通</View>
        <View className="soft mt2">
          家门口的事，说一声就有人办，办到哪一步都看得到。没有广告，不比排名，不登录也能看。
        </View>
      </Card>
      <Section title="怎么保管您的资料" />
      <Card isTight>
        {KEPT.map((sentence) => (
          <ListCell key={sentence} icon="shield-check" title={sentence} />
        ))}
      </Card>
      <Section title="还有办不了的事" />
      <Card isTight>
        <ListCell
          id="call-12345"
          icon="phone"
          title="打 12345"
          second="政务服务便民热线"
          onTap={() => callPhone('12345')}
        />
      </Card>
    </Page>
  )
}
