import { View } from '@tarojs/components'
import { useState } from 'react'
import { goBack } from '../../../lib/open-page'
import { useSession } from '../../../lib/session'
import { tell } from '../../../lib/tell'
import { becomePerson, useLocalPeople } from '../../../parts/local-people'
import { Avatar } from '../../../ui/avatar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { Result } from '../../../ui/result'

const isWeapp = process.env.TARO_ENV === 'weapp'

function WechatLogin() {
  const { signIn } = useSession()
  const [isBusy, setBusy] = useState(false)
  const enter = async () => {
    setBusy(true)
    const isIn = await signIn().finally(() => setBusy(false))
    if (isIn) goBack()
    else tell('没登录上，过一会儿再试一次')
  }
  return (
    <>
      <Button id="login-wechat" word="微信登录" isWide isBusy={isBusy} onTap={() => void enter()} />
      <View className="sub soft ctr mt3">不用注册，也不用记密码。不登录也能先看看。</View>
    </>
  )
}

/** On one's own machine: whom to be. */
function LocalPeople() {
  const people = useLocalPeople()
  const { signIn } = useSession()
  if (!people) return null
  const become = async (key: string) => {
    if (!(await becomePerson(key))) return tell('没换上，稍等几秒再选一次')
    await signIn()
    goBack()
  }
  return (
    <>
      <Section title="换一个人试用" aside="只在这台电脑上有" />
      <Card isTight>
        {people.map(({ key, name, about }) => (
          <ListCell
            key={key}
            id={`person-${key}`}
            lead={<Avatar name={name} />}
            title={name}
            second={about}
            onTap={() => void become(key)}
          />
        ))}
      </Card>
    </>
  )
}

export default function Login() {
  return (
    <Page title="登录">
      <Result
        icon="building-community"
        tone="brand"
        title="邻里通"
        body="登录后能提诉求、看办到哪一步，找到您的网格员。"
      >
        {isWeapp ? <WechatLogin /> : <NoticeBar kind="notice" words="请在微信里打开邻里通登录" />}
      </Result>
      <LocalPeople />
    </Page>
  )
}
