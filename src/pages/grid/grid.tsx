import { openPage } from '../../lib/open-page'
import { pageState } from '../../lib/page-state'
import { useSession } from '../../lib/session'
import { LevelsCard } from '../../parts/organisation/levels-card'
import { OnDutyCard } from '../../parts/organisation/on-duty-card'
import { PersonRow } from '../../parts/organisation/person-row'
import { useMyGrid } from '../../parts/places/use-my-grid'
import { paths } from '../../paths'
import { Card, Section } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'
import { Page, type PageState } from '../../ui/page'
import { Tabs } from '../tabs'
import { AskedVisits } from './asked-visits'

const GUEST: PageState = {
  kind: 'empty',
  sentence: '登录以后，这里能看到您的网格员、楼长，点一下就能打电话',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}
const HOMELESS: PageState = {
  kind: 'empty',
  sentence: '先认一套房，这里就能看到您的网格员、楼长，点一下就能打电话',
  button: { word: '认一套房', onTap: () => openPage(paths.claimHome) },
}

export default function Grid() {
  const { isGuest, query: session } = useSession()
  const { query, grid, team, onDuty, organisation } = useMyGrid()
  const state = isGuest ? GUEST : query.data === null ? HOMELESS : pageState(session, query)
  return (
    <Page title="我的网格" skeleton="detail" state={state} onRetry={query.refetch} tabs={<Tabs current="grid" />}>
      <Section title={grid?.name ?? ''} aside={grid?.communityName} />
      <Card isTight>
        {team.map((member) => (
          <PersonRow
            key={`${member.personId} ${member.role} ${member.placeLabel}`}
            id={`grid-call-${member.role}`}
            what={member.roleLabel}
            person={member}
          />
        ))}
      </Card>
      <OnDutyCard onDuty={onDuty} />
      <Card isTight>
        <ListCell
          id="grid-submit"
          icon="camera-plus"
          title="给网格员提诉求"
          second="拍张照或写一句话，办到哪一步都看得到"
          onTap={() => openPage(paths.submitAppeal)}
        />
        <ListCell
          id="grid-visit"
          icon="walk"
          title="请网格员上门看看"
          second="看自己，或者同住的家人"
          onTap={() => openPage(paths.askForVisit)}
        />
      </Card>
      <AskedVisits />
      <LevelsCard levels={organisation} />
    </Page>
  )
}
