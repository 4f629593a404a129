import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import type { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { useFamily } from '../../../parts/acting'
import { ReminderOffer } from '../../../parts/reminder-offer'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Avatar } from '../../../ui/avatar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page, type PageState } from '../../../ui/page'
import { StatusTag } from '../../../ui/status-tag'
import { AnswerSheet } from './answer-sheet'
import { EndSheet } from './end-sheet'

type Family = Awaited<ReturnType<typeof api.family.list>>
type Guardian = Family['guardians'][number]
type Asked = Family['asked'][number]

const ask = { word: '申请替家人办事', onTap: () => openPage(paths.askFamily) }
const EMPTY: PageState = { kind: 'empty', sentence: '爸妈不方便用手机，您可以替他们办事，他们同意就行', button: ask }
const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，替家人办事从这里开始',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

function Waiting({ waiting, onTap }: { waiting: Family['waiting']; onTap: (id: string) => void }) {
  if (waiting.length === 0) return null
  return (
    <>
      <Section title="想替您办事，等您答复" />
      <Card isTight>
        {waiting.map(({ id, name, relation }) => (
          <ListCell
            key={id}
            id={`waiting-${id}`}
            lead={<Avatar name={name} />}
            title={name}
            second={`说是您的${relation}`}
            end={<StatusTag word="等您答复" tone="warn" />}
            onTap={() => onTap(id)}
          />
        ))}
      </Card>
    </>
  )
}

function Wards({ wards }: { wards: Family['wards'] }) {
  const moment = useNow()
  if (wards.length === 0) return null
  return (
    <>
      <Section title="我能替谁办事" />
      <Card isTight>
        {wards.map(({ id, personId, name, relation, isChild, since }) => (
          <ListCell
            key={id}
            id={`ward-${personId}`}
            lead={<Avatar name={name} />}
            title={name}
            second={`您是${relation}，${dayOf(since, moment)}起${isChild ? '，到孩子 14 岁为止' : ''}`}
            value="替办"
            onTap={() => openPage(paths.actFor(personId))}
          />
        ))}
      </Card>
    </>
  )
}

function Guardians({ guardians, onTap }: { guardians: readonly Guardian[]; onTap: (one: Guardian) => void }) {
  const moment = useNow()
  if (guardians.length === 0) return null
  return (
    <>
      <Section title="谁能替我办事" />
      <Card isTight>
        {guardians.map((one) => (
          <ListCell
            key={one.id}
            id={`guardian-${one.personId}`}
            lead={<Avatar name={one.name} />}
            title={one.name}
            second={`${one.relation}，${dayOf(one.since, moment)}起`}
            value={one.isChild ? undefined : '停掉'}
            onTap={one.isChild ? undefined : () => onTap(one)}
          />
        ))}
      </Card>
    </>
  )
}

/** As it was asked: by home, or by a phone that is not shown again. */
const askedTitle = ({ name, homeLabel }: Asked) => [name, homeLabel ?? '按手机号'].filter(Boolean).join('，')

function AskedByMe({ asked, onTap }: { asked: readonly Asked[]; onTap: (one: Asked) => void }) {
  const moment = useNow()
  if (asked.length === 0) return null
  return (
    <>
      <Section title="我申请过的" />
      <Card isTight>
        {asked.map((one) =>
          one.state === 'asked' ? (
            <ListCell
              key={one.id}
              id={`asked-${one.id}`}
              icon="hourglass-empty"
              title={askedTitle(one)}
              second={`${dayOf(one.askedAt, moment)}申请，等本人同意，或网格员当面核实；点一下可以撤回`}
              end={<StatusTag word="等答复" tone="warn" />}
              onTap={() => onTap(one)}
            />
          ) : (
            <ListCell
              key={one.id}
              icon="alert-circle"
              title={askedTitle(one)}
              second={one.reason ?? '没有同意'}
              end={<StatusTag word="没通过" tone="mute" />}
            />
          ),
        )}
      </Card>
    </>
  )
}

type Open = { kind: 'answer'; id: string } | { kind: 'end'; one: Guardian } | { kind: 'withdraw'; one: Asked }

function OpenSheet({ open, family, onClose }: { open: Open; family: Family; onClose: () => void }) {
  if (open.kind === 'end')
    return (
      <EndSheet
        id={open.one.id}
        title={`不让${open.one.name}替您办事了吗`}
        body="马上生效，同意也一起收回，对方会收到消息。以后还能再同意。"
        verb="不再让他替我办"
        done="停了，马上生效"
        onClose={onClose}
      />
    )
  if (open.kind === 'withdraw')
    return (
      <EndSheet
        id={open.one.id}
        title="撤回这个申请吗"
        body="撤回后没有人再核实，想替还可以再申请。"
        verb="撤回申请"
        back="再等等"
        done="申请撤回了"
        isGrave={false}
        onClose={onClose}
      />
    )
  const found = family.waiting.find(({ id }) => id === open.id)
  return found ? <AnswerSheet ask={found} consent={family.text} onClose={onClose} /> : null
}

/** 家人: for whom one may act, who may act for oneself, what waits. */
export default function FamilyList() {
  const { isGuest } = useSession()
  const query = useFamily(!isGuest)
  const [open, setOpen] = useState<Open | null>(null)
  const family = query.data
  const isEmpty =
    family !== undefined &&
    family.wards.length + family.guardians.length + family.waiting.length + family.asked.length === 0
  return (
    <Page
      title="家人"
      state={isGuest ? GUEST : isEmpty ? EMPTY : pageState(query)}
      onRetry={query.refetch}
      bar={
        <ActionBar help="本人同意了才行，替办的每一件都写您的名字" helpIcon="shield-check">
          <Button id="family-ask" word={ask.word} icon="plus" isWide onTap={ask.onTap} />
        </ActionBar>
      }
    >
      {family ? (
        <>
          <Waiting waiting={family.waiting} onTap={(id) => setOpen({ kind: 'answer', id })} />
          {family.wards.length > 0 ? <ReminderOffer id="family-notify" templates={['alarmRaised']} isWhenLow /> : null}
          <Wards wards={family.wards} />
          <Guardians guardians={family.guardians} onTap={(one) => setOpen({ kind: 'end', one })} />
          <AskedByMe asked={family.asked} onTap={(one) => setOpen({ kind: 'withdraw', one })} />
          {open ? <OpenSheet open={open} family={family} onClose={() => setOpen(null)} /> : null}
        </>
      ) : null}
    </Page>
  )
}
