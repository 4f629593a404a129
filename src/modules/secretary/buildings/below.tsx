import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card, Section } from '../../../ui/card'
import { ListCell, ListEnd } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import { AddSheet } from './add-sheet'
import { ChangeSheet } from './change-sheet'
import { ADDED, type Below } from './kinds'
import '../secretary.css'

const homesWords = ({ kind, homes }: Below) => (homes > 0 ? `${homes} 户` : kind === 'entrance' ? '还没有房屋' : '空的')

interface RowsProps {
  rows: readonly Below[]
  onChange: (one: Below) => void
}

function Rows({ rows, onChange }: RowsProps) {
  return (
    <Card isTight>
      {rows.map((one) => (
        <ListCell
          key={one.id}
          id={`below-${one.id}`}
          icon="building-community"
          title={one.name}
          second={homesWords(one)}
          {...((one.mayRename || one.mayRetire) && {
            end: (
              <Button
                id={`change-${one.id}`}
                word="改"
                look="outline"
                isSmall
                label={`改${one.name}`}
                onTap={() => onChange(one)}
              />
            ),
          })}
          onTap={() => openPage(paths.buildingsBelow(one.id))}
        />
      ))}
    </Card>
  )
}

/** What stands below a place of the own community: estates, grids, buildings, entrances, homes. */
export default function Buildings() {
  const { id } = useRouter().params
  const [isAdding, add] = useState(false)
  const [changing, change] = useState<Below | null>(null)
  const input = id ? { placeId: id } : {}
  const query = useQuery({
    queryKey: ['buildings', 'buildings.below', input],
    queryFn: () => api.buildings.below(input),
  })
  const { data } = query
  const added = data && ADDED[data.place.kind]
  const bar = added ? (
    <ActionBar help="加上以后，居民就能选到" helpIcon="info-circle">
      <Button id="place-add" word={added.word} icon="plus" isWide onTap={() => add(true)} />
    </ActionBar>
  ) : null
  return (
    <Page
      title={data?.place.label ?? '楼栋房屋'}
      className="at-desk"
      state={pageState(query)}
      onRetry={query.refetch}
      bar={bar}
    >
      {data ? (
        <>
          {data.below.length > 0 ? <Rows rows={data.below} onChange={change} /> : null}
          {data.rooms.length > 0 ? (
            <Card>
              <Section title="房屋" aside={`${data.rooms.length} 户`} />
              <View className="row wrap">
                {data.rooms.map(({ id: roomId, room }) => (
                  <View key={roomId} className="md unbroken">
                    {room}
                  </View>
                ))}
              </View>
            </Card>
          ) : null}
          {data.below.length + data.rooms.length === 0 ? <ListEnd words="下面还什么都没有" /> : <ListEnd />}
          {isAdding && added ? <AddSheet place={data.place} onClose={() => add(false)} /> : null}
          {changing ? <ChangeSheet place={changing} onClose={() => change(null)} /> : null}
        </>
      ) : null}
    </Page>
  )
}
