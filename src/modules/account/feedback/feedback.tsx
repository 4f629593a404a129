import { useState } from 'react'
import { openPage } from '../../../lib/open-page'
import { useSession } from '../../../lib/session'
import { paths } from '../../../paths'
import { Page, type PageState } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { Everybodys } from './everybodys'
import { Mine } from './mine'
import { Write } from './write'

type View = 'write' | 'mine' | 'all'

const VIEWS: { key: View; word: string }[] = [
  { key: 'write', word: '提意见' },
  { key: 'mine', word: '我提过的' },
]
const COUNTY_VIEWS: typeof VIEWS = [...VIEWS, { key: 'all', word: '大家的' }]

const GUEST: PageState = {
  kind: 'empty',
  sentence: '哪里用不了、看不懂、添了负担，登录后告诉我们',
  button: { word: '去登录', onTap: () => openPage(paths.login) },
}

export default function Feedback() {
  const { me, isGuest } = useSession()
  const [view, setView] = useState<View>('write')
  const isCounty = me?.roles.some(({ role }) => role === 'county') ?? false
  return (
    <Page title="对本程序的意见" state={isGuest ? GUEST : { kind: 'content' }}>
      <Segmented
        id="feedback"
        label="看哪一种"
        items={isCounty ? COUNTY_VIEWS : VIEWS}
        value={view}
        onChange={setView}
      />
      {view === 'write' ? <Write onSent={() => setView('mine')} /> : null}
      {view === 'mine' ? <Mine /> : null}
      {view === 'all' ? <Everybodys /> : null}
    </Page>
  )
}
