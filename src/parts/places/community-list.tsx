import { asRpcError } from '../../lib/rpc-error'
import { Section } from '../../ui/card'
import { ListCell } from '../../ui/list-cell'
import { NoticeBar } from '../../ui/notice-bar'
import { useCommunities } from './use-communities'
import type { Community } from './use-community'

/** All communities of the county, below their subdistricts. */
export function CommunityList({ current, onPick }: { current?: string; onPick: (community: Community) => void }) {
  const query = useCommunities()
  if (query.error && !query.data)
    return (
      <NoticeBar
        kind="danger"
        words={asRpcError(query.error).message}
        action="重试"
        onTap={() => void query.refetch()}
      />
    )
  const all = query.data ?? []
  const subdistricts = [...new Set(all.map((community) => community.subdistrictName))]
  return subdistricts.map((name) => (
    <Fold key={name} name={name} items={all.filter((one) => one.subdistrictName === name)} {...{ current, onPick }} />
  ))
}

interface FoldProps {
  name: string
  items: Community[]
  current?: string
  onPick: (community: Community) => void
}

function Fold({ name, items, current, onPick }: FoldProps) {
  return (
    <>
      <Section title={name} />
      {items.map((community) => (
        <ListCell
          key={community.id}
          id={`community-${community.id}`}
          title={community.name}
          isSelected={current === undefined ? undefined : community.id === current}
          onTap={() => onPick({ id: community.id, name: community.name })}
        />
      ))}
    </>
  )
}
