import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useNow } from '../../../lib/clock'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { DoorRows, useDoorEntries } from '../../../parts/doors/door-rows'
import { paths } from '../../../paths'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { ListEnd } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'

const EMPTY = { kind: 'empty', sentence: '这份名单上没有人了' } as const

/** Whom to tell, in the order of walking. */
export default function DoorList() {
  const { id = '' } = useRouter().params
  const moment = useNow()
  const { query, items, first, isEmpty } = useDoorEntries(id)
  return (
    <Page title="敲门名单" state={isEmpty ? EMPTY : pageState(query)} onRetry={query.refetch}>
      <View className="title">{first?.title}</View>
      <View className="sub soft mt1">{first?.gridName}</View>
      <View className="mt2">
        <Button
          id="door-sheet"
          word="看打印的名单"
          look="outline"
          icon="file-text"
          isSmall
          onTap={() => openPage(paths.doorSheet(id))}
        />
      </View>
      <View className="mt2" />
      <Card isTight>
        <DoorRows items={items} moment={moment} />
      </Card>
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
