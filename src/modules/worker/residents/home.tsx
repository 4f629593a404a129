import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { ListEnd } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { AddSheet } from './add-sheet'
import { MoveSheet } from './move-sheet'
import { PersonRow } from './person-row'
import './residents.css'

/** Who lives in or owns one home. */
export default function ResidentsHome() {
  const id = useRouter().params.id ?? ''
  const [isAdding, setAdding] = useState(false)
  const [isMoving, setMoving] = useState(false)
  const query = useQuery({ queryKey: ['residents', 'home', id], queryFn: () => api.residents.home({ homeId: id }) })
  const { data } = query
  return (
    <Page
      title={data?.label ?? '这一户'}
      className="at-desk registry"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={
        <ActionBar>
          <Button id="resident-move" word="从登记里找人" look="outline" isWide onTap={() => setMoving(true)} />
          <Button id="resident-add" word="登记住进来的人" isWide onTap={() => setAdding(true)} />
        </ActionBar>
      }
    >
      {data && data.people.length > 0 ? (
        <Card isTight>
          {data.people.map((person) => {
            const about = [
              person.isHead ? '户主' : null,
              person.relationLabel,
              person.livesThere ? null : '不住这里',
            ].filter(Boolean)
            return <PersonRow key={person.personId} person={person} about={about.join('，')} />
          })}
        </Card>
      ) : (
        <ListEnd words="这一户还没登记人" />
      )}
      {isMoving ? <MoveSheet homeId={id} onClose={() => setMoving(false)} /> : null}
      {isAdding ? <AddSheet homeId={id} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
