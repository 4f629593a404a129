import { useRouter } from '@tarojs/taro'
import { PERSON_TAGS, type PersonTag } from '../../../../cloudfunctions/contract/registry'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { usePages } from '../../../lib/use-pages'
import { paths } from '../../../paths'
import { Avatar } from '../../../ui/avatar'
import { Card } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import '../secretary.css'

/** Everybody of one tag in one's own community or one of its grids. */
export default function PeopleList() {
  const { place = '', tag = '' } = useRouter().params
  const input = { placeId: place, tag: tag as PersonTag }
  const { query, items, isEmpty } = usePages(['people', 'people.list', input], (cursor) =>
    api.people.list({ ...input, cursor }),
  )
  const title = PERSON_TAGS[tag as PersonTag] ?? '名单'
  const empty = { kind: 'empty', sentence: '这里没有这一类人' } as const
  return (
    <Page title={title} className="at-desk" state={isEmpty ? empty : pageState(query)} onRetry={query.refetch}>
      <Card isTight>
        {items.map(({ personId, name, sexLabel, age, homeLabel }) => (
          <ListCell
            key={personId}
            id={`person-${personId}`}
            lead={<Avatar name={name} />}
            title={[name, sexLabel, age === null ? null : `${age} 岁`].filter(Boolean).join(' ')}
            second={homeLabel}
            onTap={() => openPage(paths.residentCard(personId))}
          />
        ))}
      </Card>
      {query.hasNextPage ? null : <ListEnd />}
    </Page>
  )
}
