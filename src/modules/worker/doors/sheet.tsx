import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { LIST_FREE_UNTIL } from '../../../../cloudfunctions/contract/account/privacy'
import { pageState } from '../../../lib/page-state'
import { printPage } from '../../../lib/print-page'
import { api } from '../../../lib/rpc'
import { personWords } from '../../../parts/doors/entry'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { Watermark } from '../../../ui/watermark'
import './doors.css'

const EMPTY = { kind: 'empty', sentence: '都告知过了，没有要打印的' } as const

/** The doors left, by building and entrance: to print at a desk, or to walk along with on the phone. */
export default function DoorSheet() {
  const { id = '' } = useRouter().params
  const query = useQuery({
    queryKey: ['doors', 'doors.sheet', { id }],
    queryFn: () => api.doors.sheet({ listId: id }),
    meta: { isFleeting: true },
  })
  const sheet = query.data
  return (
    <Page
      title="敲门名单"
      className="door-sheet"
      state={sheet?.buildings.length === 0 ? EMPTY : pageState(query)}
      onRetry={query.refetch}
      bar={
        printPage ? (
          <ActionBar>
            <Button id="door-print" word="打印名单" icon="file-text" isWide onTap={printPage} />
          </ActionBar>
        ) : null
      }
    >
      <View className="title">{sheet?.title}</View>
      <View className="sub soft mt1">{sheet?.gridName}</View>
      <View className="sub soft mt1">{`${sheet?.watermark ?? ''}，只用来上门告知，用完请撕掉`}</View>
      {sheet?.isCut ? (
        <NoticeBar kind="notice" words={`人多，一次只印 ${LIST_FREE_UNTIL} 人，标记完再打印后面的`} />
      ) : null}
      {sheet?.buildings.map(({ label, entrances }) =>
        entrances.map((entrance) => (
          <View key={`${label} ${entrance.label}`} className="door-block">
            <Section title={[label, entrance.label].filter(Boolean).join(' ')} aside={`${entrance.rows.length} 人`} />
            <Card isTight>
              {entrance.rows.map((row) => (
                <ListCell
                  key={row.id}
                  title={`${row.room} ${personWords(row)}`}
                  second={[...row.tags, row.reasonLabel].join('，')}
                  end={<View className="door-tick" />}
                />
              ))}
            </Card>
          </View>
        )),
      )}
      {sheet ? <Watermark words={sheet.watermark} /> : null}
    </Page>
  )
}
