import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useNow } from '../../../../lib/clock'
import { tell } from '../../../../lib/tell'
import { addressOf } from '../../../../lib/transport'
import { Card, Section } from '../../../../ui/card'
import { ListCell } from '../../../../ui/list-cell'
import { monthWords, publicMonths } from './months'
import { PickSheet } from './pick-sheet'

const IS_BROWSER = process.env.TARO_ENV === 'h5'

/** A mini-program can put no file on a computer: it gives the link away, a browser opens it. */
async function handOut(path: string): Promise<void> {
  if (IS_BROWSER) {
    window.location.href = addressOf(path)
    return
  }
  try {
    await Taro.setClipboardData({ data: addressOf(path) })
    tell('链接复制好了，在电脑的浏览器里打开')
  } catch {
    tell('没复制上，再点一次')
  }
}

/** The tables for everyone, as files. */
export function OpenData({ communityId }: { communityId: string }) {
  const [isPicking, setPicking] = useState(false)
  const months = publicMonths(useNow()).map((month) => ({ key: month, word: monthWords(month) }))
  const verb = IS_BROWSER ? '下载' : '复制链接'
  return (
    <>
      <Section title="下载数据" aside=".csv，能用 Excel、WPS 打开" />
      <Card isTight>
        <ListCell
          id="open-stats"
          icon="file-text"
          title="每个月办得怎么样"
          value={verb}
          onTap={() => void handOut(`/open/appeal-stats.csv?community=${communityId}`)}
        />
        <ListCell
          id="open-appeals"
          icon="file-text"
          title="一个月的诉求，一件一行"
          value="选月份"
          onTap={() => setPicking(true)}
        />
      </Card>
      <PickSheet
        id="open-month"
        isOpen={isPicking}
        title={`${verb}哪个月的`}
        items={months}
        onPick={(month) => void handOut(`/open/appeals.csv?community=${communityId}&month=${month}`)}
        onClose={() => setPicking(false)}
      />
    </>
  )
}
