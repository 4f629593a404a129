import type { PersonTag } from '../../../../cloudfunctions/contract/registry'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { usePages } from '../../../lib/use-pages'
import { Card } from '../../../ui/card'
import { ListEnd } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { States } from '../../../ui/page'
import { PersonRow } from './person-row'

/** Who was found by words, by a tag, or by both. */
export function Found({ words, tag }: { words: string; tag: PersonTag | null }) {
  const input = { ...(words && { words }), ...(tag && { tags: [tag] }) }
  const { query, items, isEmpty } = usePages(['residents', 'residents.search', input], (cursor) =>
    api.residents.search({ cursor, ...input }),
  )
  const empty = { kind: 'empty', sentence: '您管的地方没找到这个人。换两个字，或者用电话后 4 位再找' } as const
  return (
    <States state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
      <Card isTight>
        {items.map((person) => (
          <PersonRow key={person.personId} person={person} about={person.homeLabel} phone={person.phone} />
        ))}
      </Card>
      {query.error ? <NoticeBar kind="notice" icon="info-circle" words={asRpcError(query.error).message} /> : null}
      {query.hasNextPage ? null : <ListEnd />}
    </States>
  )
}
