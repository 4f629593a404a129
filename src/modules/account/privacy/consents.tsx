import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useNow } from '../../../lib/clock'
import { dayOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { useSession } from '../../../lib/session'
import { tell } from '../../../lib/tell'
import { Card, Section } from '../../../ui/card'
import { ConfirmSheet } from '../../../ui/confirm-sheet'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { guestState } from './guest'

type All = Awaited<ReturnType<typeof api.privacy.consents>>
type Given = All['given'][number]
type Offer = All['offered'][number]

const titleOf = ({ label, forName }: Given | Offer) => (forName ? `${forName}：${label}` : label)

function Revoke({ given, onClose }: { given: Given | null; onClose: () => void }) {
  const { send, isBusy } = useSend(api.privacy.revokeConsent, {
    topics: ['session'],
    onDone: () => {
      tell('收回了，马上生效')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  return (
    <ConfirmSheet
      id="consent-revoke-send"
      isOpen={given !== null}
      title="收回这项同意吗"
      body={given ? `${titleOf(given)}。收回后马上生效，以后还能再同意。` : ''}
      verb="收回同意"
      back="先不收回"
      isBusy={isBusy}
      onConfirm={() => given && void send({ id: given.id })}
      onClose={onClose}
    />
  )
}

function Agree({ offer, onClose }: { offer: Offer | null; onClose: () => void }) {
  const { me } = useSession()
  const { send, isBusy } = useSend(api.privacy.giveConsent, {
    topics: ['session'],
    onDone: () => {
      tell('记下了，随时能收回')
      onClose()
    },
    onFault: (fault) => tell(fault.message),
  })
  const agree = () => {
    if (!offer) return
    const purpose = offer.purpose as Parameters<typeof send>[0]['purpose']
    void send({ purpose, ...(offer.personId !== me?.person?.id && { forPersonId: offer.personId }) })
  }
  return (
    <ConfirmSheet
      id="consent-give-send"
      isOpen={offer !== null}
      title={offer ? titleOf(offer) : ''}
      body={offer?.text}
      verb="同意这一项"
      back="先不同意"
      isBusy={isBusy}
      onConfirm={agree}
      onClose={onClose}
    />
  )
}

function InForce({ given, moment, onTap }: { given: Given[]; moment: Date; onTap: (one: Given) => void }) {
  if (given.length === 0) return <View className="sub soft">现在没有。</View>
  return (
    <Card isTight>
      {given.map((one) => (
        <ListCell
          key={one.id}
          id={`consent-${one.purpose}`}
          icon="shield-check"
          title={titleOf(one)}
          second={`${dayOf(one.givenAt, moment)}同意${one.towardsName ? `，给${one.towardsName}` : ''}，文本 ${one.version}`}
          value="收回"
          onTap={() => onTap(one)}
        />
      ))}
    </Card>
  )
}

function Offered({ offered, onTap }: { offered: Offer[]; onTap: (one: Offer) => void }) {
  if (offered.length === 0) return null
  return (
    <>
      <Section title="可以同意的" />
      <Card isTight>
        {offered.map((one) => (
          <ListCell
            key={`${one.personId} ${one.purpose}`}
            id={`offer-${one.purpose}`}
            title={titleOf(one)}
            second="不同意也能用别的功能"
            value="看一看"
            onTap={() => onTap(one)}
          />
        ))}
      </Card>
    </>
  )
}

function Past({ given, moment }: { given: Given[]; moment: Date }) {
  if (given.length === 0) return null
  return (
    <>
      <Section title="收回了的" />
      <Card isTight>
        {given.map((one) => (
          <ListCell
            key={one.id}
            icon="history"
            title={titleOf(one)}
            second={`${dayOf(one.givenAt, moment)}同意，${dayOf(one.revokedAt!, moment)}收回`}
          />
        ))}
      </Card>
    </>
  )
}

/** What one agreed to, since when and until when; what one can agree to. */
export default function Consents() {
  const moment = useNow()
  const { isGuest } = useSession()
  const query = useQuery({
    queryKey: ['session', 'privacy.consents'],
    queryFn: () => api.privacy.consents({}),
    enabled: !isGuest,
  })
  const [revoking, setRevoking] = useState<Given | null>(null)
  const [agreeing, setAgreeing] = useState<Offer | null>(null)
  const { given = [], offered = [] } = query.data ?? {}
  const state = isGuest ? guestState('登录以后，同意过什么都在这里') : pageState(query)
  return (
    <Page title="我同意过什么" state={state} onRetry={query.refetch}>
      <Section title="现在同意的" />
      <InForce given={given.filter((one) => one.revokedAt === null)} moment={moment} onTap={setRevoking} />
      <Offered offered={offered} onTap={setAgreeing} />
      <Past given={given.filter((one) => one.revokedAt !== null)} moment={moment} />
      <Revoke given={revoking} onClose={() => setRevoking(null)} />
      <Agree offer={agreeing} onClose={() => setAgreeing(null)} />
    </Page>
  )
}
