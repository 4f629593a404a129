import { useState } from 'react'
import { RESIDENCY_LABELS } from '../../../../cloudfunctions/contract/registry'
import { useNow } from '../../../lib/clock'
import { shortTimeOf } from '../../../lib/format'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { Avatar } from '../../../ui/avatar'
import { Card } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page, type PageState } from '../../../ui/page'
import { ClaimSheet } from './claim-sheet'

const EMPTY: PageState = { kind: 'empty', sentence: '没有等您核实的；居民认房对不上登记时，会到这里' }

/** Who says that a home of the own grids is theirs, the longest waiting first. */
export default function HomeClaims() {
  const moment = useNow()
  const [open, setOpen] = useState<string | null>(null)
  const { query, items, isEmpty } = usePages(['messages', 'claims.list'], (cursor) => api.claims.list({ cursor }))
  return (
    <Page title="认房申请" state={isEmpty ? EMPTY : pageState(query)} onRetry={query.refetch}>
      <NoticeBar kind="offer" words="当面见过本人、看过证件，再点通过" />
      <Card isTight>
        {items.map(({ id, label, relation, nameMasked, createdAt }) => (
          <ListCell
            key={id}
            id={`claim-${id}`}
            lead={<Avatar name={nameMasked} />}
            title={label}
            second={`${nameMasked}说是${RESIDENCY_LABELS[relation]}`}
            value={shortTimeOf(createdAt, moment)}
            onTap={() => setOpen(id)}
          />
        ))}
      </Card>
      {query.hasNextPage ? null : <ListEnd />}
      {open ? <ClaimSheet key={open} id={open} onClose={() => setOpen(null)} /> : null}
    </Page>
  )
}
