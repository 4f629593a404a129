import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tarojs/taro'
import { openPage } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { paths } from '../../../paths'
import { Card } from '../../../ui/card'
import { ListCell } from '../../../ui/list-cell'
import { Page } from '../../../ui/page'
import './residents.css'

/** Every home of a building, with who heads it. */
export default function ResidentsBuilding() {
  const id = useRouter().params.id ?? ''
  const query = useQuery({
    queryKey: ['residents', 'homes', id],
    queryFn: () => api.residents.homes({ buildingId: id }),
  })
  const label = query.data?.label ?? ''
  const empty = { kind: 'empty', sentence: '这栋楼还没有登记住户' } as const
  const isEmpty = query.data?.homes.length === 0
  return (
    <Page
      title={label || '楼里的住户'}
      className="at-desk registry"
      state={isEmpty ? empty : pageState(query)}
      onRetry={query.refetch}
    >
      <Card isTight>
        {query.data?.homes.map((home) => (
          <ListCell
            key={home.homeId}
            id={`home-${home.homeId}`}
            icon="home"
            title={home.label.slice(label.length) || home.label}
            second={home.head ? (home.people > 1 ? `${home.head}等 ${home.people} 人` : home.head) : '没登记人'}
            onTap={() => openPage(paths.residentsHome(home.homeId))}
          />
        ))}
      </Card>
    </Page>
  )
}
