import { useState } from 'react'
import { RESIDENCY_LABELS } from '../../../../cloudfunctions/contract/registry'
import { useNow } from '../../../lib/clock'
import { shortTimeOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { Avatar } from '../../../ui/avatar'
import { Card, Section } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import { ClaimSheet } from './claim-sheet'
import { GuardianshipSheet } from './guardianship-sheet'

const EMPTY: PageState = {
  kind: 'empty',
  sentence: '没有等您核实的；居民认房对不上登记、想替家人办事，会到这里',
}

/** What of one kind waits in the own grids. */
const useClaims = () => usePages(['messages', 'claims.list'], (cursor) => api.claims.list({ cursor }))
const useAsks = () => usePages(['messages', 'guardianships.list'], (cursor) => api.guardianships.list({ cursor }))

interface RowsProps<T> {
  items: readonly T[]
  onTap: (id: string) => void
}

function Claims({ items, onTap }: RowsProps<ReturnType<typeof useClaims>['items'][number]>) {
  const moment = useNow()
  if (items.length === 0) return null
  return (
    <Card isTight>
      {items.map(({ id, label, relation, nameMasked, createdAt }) => (
        <ListCell
          key={id}
          id={`claim-${id}`}
          lead={<Avatar name={nameMasked} />}
          title={label}
          second={`${nameMasked}说是${RESIDENCY_LABELS[relation]}`}
          value={shortTimeOf(createdAt, moment)}
          onTap={() => onTap(id)}
        />
      ))}
    </Card>
  )
}

function Asks({ items, onTap }: RowsProps<ReturnType<typeof useAsks>['items'][number]>) {
  const moment = useNow()
  if (items.length === 0) return null
  return (
    <>
      <Section title="想替家人办事" />
      <Card isTight>
        {items.map(({ id, homeLabel, relation, nameMasked, askerMasked, askedAt }) => (
          <ListCell
            key={id}
            id={`guardianship-${id}`}
            lead={<Avatar name={askerMasked} />}
            title={`${askerMasked}替${nameMasked}`}
            second={`${homeLabel}，说是${relation}`}
            value={shortTimeOf(askedAt, moment)}
            onTap={() => onTap(id)}
          />
        ))}
      </Card>
    </>
  )
}

/** What residents of the own grids ask the worker to confirm in person, the longest waiting first: homes, and who acts for whom. */
export default function HomeClaims() {
  const [open, setOpen] = useState<string | null>(null)
  const [openAsk, setOpenAsk] = useState<string | null>(null)
  const claims = useClaims()
  const asks = useAsks()
  const isEmpty = claims.isEmpty && asks.isEmpty
  const hasMore = claims.query.hasNextPage || asks.query.hasNextPage
  return (
    <Page
      title="认房和替家人办事"
      state={isEmpty ? EMPTY : pageState(claims.query, asks.query)}
      onRetry={() => Promise.all([claims.query.refetch(), asks.query.refetch()])}
    >
      <NoticeBar kind="offer" words="当面见过本人、看过证件，再点通过" />
      <Claims items={claims.items} onTap={setOpen} />
      <Asks items={asks.items} onTap={setOpenAsk} />
      {hasMore ? null : <ListEnd />}
      {open ? <ClaimSheet key={open} id={open} onClose={() => setOpen(null)} /> : null}
      {openAsk ? <GuardianshipSheet key={openAsk} id={openAsk} onClose={() => setOpenAsk(null)} /> : null}
    </Page>
  )
}
