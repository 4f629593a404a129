import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { pageState } from '../../../lib/page-state'
import { printPage } from '../../../lib/print-page'
import { api } from '../../../lib/rpc'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import './doors.css'

type Sheet = Awaited<ReturnType<typeof api.doors.sheet>>
type Row = Sheet['buildings'][number]['entrances'][number]['rows'][number]

const EMPTY: PageState = { kind: 'empty', sentence: '都告知了，没有要打印的' }

function Line({ row }: { row: Row }) {
  const { room, name, age, tags, reasonLabel } = row
  return (
    <View className="door-line">
      <View className="door-room b">{room}</View>
      <View className="door-who">
        {[`${name}${age === null ? '' : `，${age} 岁`}`, ...tags, reasonLabel].join('，')}
      </View>
      <View className="door-box">□ 说了　□ 没人</View>
    </View>
  )
}

/** 打印名单: whom to call on, building by building, as it goes onto paper. */
export default function DoorSheet() {
  const { id = '' } = useRouter().params
  const query = useQuery({
    queryKey: ['messages', 'doors.sheet', id],
    queryFn: () => api.doors.sheet({ listId: id }),
    meta: { isFleeting: true },
  })
  const sheet = query.data
  return (
    <Page
      title="打印名单"
      className="at-desk"
      state={sheet?.buildings.length === 0 ? EMPTY : pageState(query)}
      onRetry={query.refetch}
      bar={
        <ActionBar
          help={printPage ? '用完请收好，别让旁人拍照' : '手机上打不了，请在电脑上打开这一页打印'}
          helpIcon="shield-check"
        >
          {printPage ? (
            <Button id="sheet-print" word="打印这一页" icon="printer" isWide onTap={() => printPage?.()} />
          ) : null}
        </ActionBar>
      }
    >
      {sheet ? (
        <>
          <Section title={sheet.title} aside={sheet.gridName} />
          {sheet.isCut ? <NoticeBar kind="notice" words="人太多，这里只有前 1,000 人；标记完再打印后面的" /> : null}
          {sheet.buildings.map((building) => (
            <Card key={building.label}>
              {building.entrances.map((entrance) => (
                <View key={entrance.label}>
                  <Section title={`${building.label} ${entrance.label}`} />
                  {entrance.rows.map((row) => (
                    <Line key={row.id} row={row} />
                  ))}
                </View>
              ))}
            </Card>
          ))}
        </>
      ) : null}
    </Page>
  )
}
