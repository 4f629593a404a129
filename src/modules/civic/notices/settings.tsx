import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { timeOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { Card, Section } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { Figures } from '../../../ui/figures'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { ApprovalSheet } from './approval-sheet'
import { CapSheet } from './cap-sheet'
import { digitsOf, yuanOf } from './money'
import {
  approvalWords,
  belowWords,
  changeWords,
  isFree,
  monthWords,
  priceListWords,
  type Settings,
} from './setting-words'
import './notices.css'

/** What was spent this month and may still be. */
function Spending({ settings }: { settings: Settings }) {
  const { spentFen, capFen } = settings.here
  const leftFen = Math.max(capFen - spentFen, 0)
  return (
    <Figures
      items={[
        {
          word: `${monthWords(settings)}花了`,
          value: digitsOf(spentFen),
          unit: '元',
          icon: 'device-mobile',
          tone: 'brand',
        },
        leftFen > 0
          ? { word: '还能花', value: digitsOf(leftFen), unit: '元', icon: 'circle-check', tone: 'ok' }
          : { word: '花完了，还能花', value: '0', unit: '元', icon: 'alert-triangle', tone: 'warn' },
      ]}
    />
  )
}

const APPROVAL = '发通知要第二个人同意'

/** What holds at this place, with a row for each thing that may be changed. */
function Here({ settings }: { settings: Settings }) {
  const [changing, change] = useState<'cap' | 'approval' | null>(null)
  const { here, below, usualCapFen } = settings
  const close = () => change(null)
  return (
    <>
      {isFree(settings) ? null : <Spending settings={settings} />}
      <Card isTight>
        {isFree(settings) ? (
          <ListCell icon="device-mobile" title="没有开通短信和电话" second="发通知不花钱" />
        ) : (
          <ListCell
            id="setting-cap"
            icon="scale"
            title={`短信和电话每月最多 ${yuanOf(here.capFen)}`}
            second={[priceListWords(settings), here.maySetCap ? '' : '由上一级定，这里只看'].filter(Boolean).join('。')}
            onTap={here.maySetCap ? () => change('cap') : undefined}
          />
        )}
        {here.maySetApproval ? (
          <ListCell
            id="setting-approval"
            icon="user-check"
            title={APPROVAL}
            second={approvalWords(here)}
            isOn={here.approvalFrom !== null}
            onTap={() => change('approval')}
          />
        ) : (
          <ListCell icon="lock" title={APPROVAL} second={approvalWords(here)} value="已打开" />
        )}
      </Card>
      {changing === 'cap' ? <CapSheet place={here} usualCapFen={usualCapFen} onClose={close} /> : null}
      {changing === 'approval' ? <ApprovalSheet place={here} isAbove={below.length > 0} onClose={close} /> : null}
    </>
  )
}

function Below({ settings }: { settings: Settings }) {
  if (settings.below.length === 0) return null
  return (
    <>
      <Section title="下一级" aside="点开看和改" />
      <Card isTight>
        {settings.below.map((place) => (
          <ListCell
            key={place.id}
            id={`setting-${place.id}`}
            icon="building-community"
            title={place.name}
            second={belowWords(place, settings)}
            onTap={() => openPage(paths.noticeSettingsOf(place.id))}
          />
        ))}
      </Card>
    </>
  )
}

function Changes({ changes }: Pick<Settings, 'changes'>) {
  const moment = useNow()
  if (changes.length === 0) return null
  return (
    <>
      <Section title="谁改过" />
      <Card isTight>
        {changes.map((one) => (
          <ListCell key={one.id} icon="history" title={changeWords(one)} second={timeOf(one.at, moment)} />
        ))}
      </Card>
    </>
  )
}

/** 发布设置: what a place may spend on its notices, and whether a second person approves them; then the places below. */
export default function NoticeSettings() {
  const { place } = useRouter().params
  const [chosen, choose] = useState(place)
  const input = chosen ? { placeId: chosen } : {}
  const query = useQuery({
    queryKey: ['notices', 'notices.settings', input],
    queryFn: () => api.notices.settings(input),
  })
  const settings = query.data
  return (
    <Page title="发布设置" className="at-desk" state={pageState(query)} onRetry={query.refetch}>
      {settings ? (
        <>
          {place || settings.places.length < 2 ? null : (
            <Chips label="看哪里的">
              {settings.places.map(({ id, name }) => (
                <Chip
                  key={id}
                  id={`place-${id}`}
                  word={name}
                  state={id === settings.here.id ? 'on' : 'off'}
                  onTap={() => choose(id)}
                />
              ))}
            </Chips>
          )}
          <View className="notice-columns">
            <View className="notice-column">
              <Section title={settings.here.name} />
              <Here key={settings.here.id} settings={settings} />
            </View>
            <View className="notice-column">
              <Below settings={settings} />
              <Changes changes={settings.changes} />
            </View>
          </View>
        </>
      ) : null}
    </Page>
  )
}
