import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { RESIDENCY_LABELS } from '../../../../cloudfunctions/contract/registry'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { ActingBand, useActing, useFamily } from '../../../parts/acting'
import { paths } from '../../../paths'
import { Card, Section } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { EndSheet } from './end-sheet'

const to = (url: string) => () => openPage(url)

function Homes({ personId }: { personId: string }) {
  const query = useQuery({
    queryKey: ['session', 'homes.list', { forPersonId: personId }],
    queryFn: () => api.homes.list({ forPersonId: personId }),
    // Each look is written down.
    staleTime: Number.POSITIVE_INFINITY,
  })
  const homes = query.data?.homes ?? []
  if (homes.length === 0) return null
  return (
    <>
      <Section title="住处" />
      <Card isTight>
        {homes.map(({ homeId, label, communityName, relation }) => (
          <ListCell key={homeId} icon="home" title={label} second={`${communityName}，${RESIDENCY_LABELS[relation]}`} />
        ))}
      </Card>
    </>
  )
}

/** What one may do for one of the family, and how to stop. */
export default function ActFor() {
  const acting = useActing()
  const family = useFamily()
  const [isEnding, setEnding] = useState(false)
  const { forPersonId = '', name } = acting
  const ward = family.data?.wards.find(({ personId }) => personId === forPersonId)
  const isOver = family.data !== undefined && !ward
  const over = {
    kind: 'empty',
    sentence: '您现在不能替这位家人办事了',
    button: { word: '看我的家人', onTap: to(paths.family) },
  } as const
  return (
    <Page title="替家人办事" state={isOver ? over : pageState(family)} onRetry={family.refetch}>
      <ActingBand acting={acting} />
      <Card isTight>
        <ListCell
          id="act-submit"
          icon="message-report"
          title={`替${name}提一件诉求`}
          second="写明是您代报的，家人也看得到"
          onTap={to(paths.submitAppealFor(forPersonId))}
        />
        <ListCell
          id="act-appeals"
          icon="list-check"
          title={`我替${name}提的`}
          second="办到哪一步"
          onTap={to(paths.appealsFor(forPersonId))}
        />
        <ListCell
          id="act-record"
          icon="file-text"
          title={`登记了${name}的哪些资料`}
          second="敏感的打码，不对的能请网格员更正"
          onTap={to(paths.recordOf(forPersonId))}
        />
        <ListCell
          id="act-looks"
          icon="eye"
          title={`谁看过${name}的资料`}
          second="您看的也记在里面"
          onTap={to(paths.looksAt(forPersonId))}
        />
      </Card>
      {ward ? <Homes personId={forPersonId} /> : null}
      <Card isTight>
        <ListCell
          id="act-end"
          icon="ban"
          title={`不再替${name}办事`}
          second="马上生效，双方都会知道"
          onTap={() => setEnding(true)}
        />
      </Card>
      {isEnding && ward ? (
        <EndSheet
          id={ward.id}
          title={`不再替${ward.name}办事吗`}
          body="马上生效，家人也会收到消息。以后要再替，重新申请。"
          verb="不再替办"
          done="停了，家人会收到消息"
          onClose={() => setEnding(false)}
        />
      ) : null}
    </Page>
  )
}
