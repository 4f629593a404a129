import { View } from '@tarojs/components'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { usePages } from '../../../lib/use-pages'
import { ActingBand, useActing } from '../../../parts/acting'
import { Avatar } from '../../../ui/avatar'
import { Card } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { Page, type PageState } from '../../../ui/page'
import { type Folded, foldLooks } from './fold-looks'
import { guestState } from './guest'

const EMPTY: PageState = { kind: 'empty', sentence: '还没有人看过您的资料；谁看了、为什么看，都会记在这里' }
const GUEST = guestState('登录以后，谁看过您的资料都在这里')

type Look = Awaited<ReturnType<typeof api.privacy.accessLog>>['items'][number]

/** 今天 12:21; of several 今天 12:18 到 12:21，11 次. */
function whenOf({ since, at, times }: Folded<Look>, moment: Date): string {
  if (times === 1) return timeOf(at, moment)
  const [first, last] = [timeOf(since, moment), timeOf(at, moment)]
  return `${first === last ? first : `${first} 到 ${last.split(' ').at(-1)}`}，${times} 次`
}

export default function Privacy() {
  const moment = useNow()
  const { isGuest } = useSession()
  const acting = useActing()
  const { forPersonId, name } = acting
  // The log is written to the person it is about.
  const spoken = (words: string) => (forPersonId ? words.replaceAll('您', '本人') : words)
  const whose = forPersonId ? (name ?? '家人') : '我'
  const { query, items, isEmpty } = usePages(['session', 'privacy.accessLog', { forPersonId }], (cursor) =>
    api.privacy.accessLog({ cursor, forPersonId }),
  )
  return (
    <Page
      title={`谁看过${whose}的资料`}
      state={isGuest ? GUEST : isEmpty ? EMPTY : pageState(query)}
      onRetry={query.refetch}
    >
      <ActingBand acting={acting} />
      <View className="sub soft mt1">
        {forPersonId ? '' : '您的'}姓名、电话、住址，谁看过、因为什么看，都记在这里。
      </View>
      <View className="mt2" />
      <Card isTight>
        {foldLooks(items, moment).map((look) => (
          <ListCell
            key={look.id}
            lead={<Avatar name={look.viewerName} />}
            title={[look.viewerRole, look.viewerName].filter(Boolean).join(' ')}
            second={spoken([look.what, look.why].filter(Boolean).join('，'))}
            value={whenOf(look, moment)}
          />
        ))}
      </Card>
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
