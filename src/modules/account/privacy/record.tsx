import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { ORDER_STATE_LABELS } from '../../../../cloudfunctions/contract/orders'
import { PERSON_FIELDS, type PersonField } from '../../../../cloudfunctions/contract/registry'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSession } from '../../../lib/session'
import { ActingBand, useActing } from '../../../parts/acting'
import { paths } from '../../../paths'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { FieldSheet } from './field-sheet'
import { guestState } from './guest'
import { OwnItems } from './own-items'

type Held = Awaited<ReturnType<typeof api.privacy.held>>
type Asked = Awaited<ReturnType<typeof api.corrections.mine>>

/** What people may want to have registered though it is not yet. */
const OFFERED: readonly PersonField[] = ['phone', 'ethnicity', 'education', 'occupation']

const lackingOf = ({ fields }: Held) => OFFERED.filter((field) => fields.every((one) => one.field !== field))

function Homes({ homes, moment }: { homes: Held['homes']; moment: Date }) {
  if (homes.length === 0) return null
  return (
    <>
      <Section title="住处" />
      <Card isTight>
        {homes.map(({ id, label, communityName, relation, since }) => (
          <ListCell
            key={id}
            icon="home"
            title={label}
            second={`${communityName}，${dayOf(since, moment)}起`}
            value={relation}
          />
        ))}
      </Card>
    </>
  )
}

function Tags({ tags, moment }: { tags: Held['tags']; moment: Date }) {
  if (tags.length === 0) return null
  return (
    <>
      <Section title="标签" />
      <Card isTight>
        {tags.map(({ id, label, sourceLabel, since, validUntil }) => (
          <ListCell
            key={id}
            icon="flag"
            title={label}
            second={`${sourceLabel}，${dayOf(since, moment)}起${validUntil ? `，到 ${dayOf(validUntil, moment)}` : ''}`}
          />
        ))}
      </Card>
    </>
  )
}

/** What came of it, once the worker has checked. */
const OUTCOMES: Record<string, string> = {
  set: '已更正',
  nothing: '核对过，本来就对',
  dispute: '两种说法都记下了，等社区核实',
}

function Corrections({ asked, moment }: { asked: Asked; moment: Date }) {
  if (asked.length === 0) return null
  return (
    <>
      <Section title="我提过的更正" />
      <Card isTight>
        {asked.map(({ id, label, state, outcome, createdAt }) => (
          <ListCell
            key={id}
            id={`correction-${id}`}
            icon="pencil"
            title={`更正${label}`}
            second={`${dayOf(createdAt, moment)}提的${outcome ? `，${OUTCOMES[outcome]}` : ''}`}
            value={ORDER_STATE_LABELS[state]}
            onTap={() => openPage(paths.appeal(id))}
          />
        ))}
      </Card>
    </>
  )
}

/** Every field the registry holds of oneself, with where it comes from; a tap shows it and asks for a correction. */
export default function OwnRecord() {
  const moment = useNow()
  const { isGuest } = useSession()
  const acting = useActing()
  const { forPersonId, name } = acting
  const held = useQuery({
    queryKey: ['orders', 'privacy.held', { forPersonId }],
    queryFn: () => api.privacy.held({ forPersonId }),
    enabled: !isGuest,
  })
  const asked = useQuery({
    queryKey: ['orders', 'corrections.mine', { forPersonId }],
    queryFn: () => api.corrections.mine({ forPersonId }),
    enabled: !isGuest,
  })
  const [opened, openField] = useState<PersonField | null>(null)
  const reload = () => Promise.all([held.refetch(), asked.refetch()])
  const state = isGuest ? guestState('登录以后，登记了您什么都在这里') : pageState(held, asked)
  const whose = forPersonId ? (name ?? '家人') : '我'
  const lacking = held.data ? lackingOf(held.data) : []
  return (
    <Page title={`登记了${whose}的哪些资料`} state={state} onRetry={reload}>
      <ActingBand acting={acting} />
      <View className="sub soft mt1">不对的，点一下那一项，请网格员核实更正。</View>
      <View className="mt2" />
      <Card isTight>
        {held.data?.fields.map(({ field, label, value, sourceLabel, at, isDisputed }) => (
          <ListCell
            key={field}
            id={`field-${field}`}
            title={label}
            second={`${sourceLabel}，${dayOf(at, moment)}${isDisputed ? '，另有不同说法，等社区核实' : ''}`}
            value={value}
            onTap={() => openField(field)}
          />
        ))}
      </Card>
      {held.data ? <OwnItems items={held.data.items} forPersonId={forPersonId} moment={moment} /> : null}
      {held.data ? <Homes homes={held.data.homes} moment={moment} /> : null}
      {held.data ? <Tags tags={held.data.tags} moment={moment} /> : null}
      {asked.data ? <Corrections asked={asked.data} moment={moment} /> : null}
      {lacking.length > 0 ? <Section title="还没登记的" /> : null}
      {lacking.length > 0 ? (
        <Card isTight>
          {lacking.map((field) => (
            <ListCell
              key={field}
              id={`field-${field}`}
              title={PERSON_FIELDS[field].label}
              value="补上"
              onTap={() => openField(field)}
            />
          ))}
        </Card>
      ) : null}
      {opened ? (
        <FieldSheet
          field={opened}
          forPersonId={forPersonId}
          known={held.data?.fields.find((one) => one.field === opened) ?? null}
          onClose={() => openField(null)}
        />
      ) : null}
    </Page>
  )
}
