import type { Audience } from '../../../../cloudfunctions/contract/civic/notices'
import type { api } from '../../../lib/rpc'

export type Options = Awaited<ReturnType<typeof api.notices.options>>

/** 全部住户; 独居、残疾; 网格员; 独居名单，12 人; 点名的 3 人. */
export function whoWords({ who }: Audience, options: Pick<Options, 'tags' | 'roles' | 'lists'>): string {
  const labels = (keys: readonly string[], all: readonly { key: string; label: string }[]) =>
    all.flatMap(({ key, label }) => (keys.includes(key) ? label : [])).join('、')
  switch (who.kind) {
    case 'all':
      return '全部住户'
    case 'tags':
      return labels(who.tags, options.tags)
    case 'roles':
      return labels(who.roles, options.roles)
    case 'people':
      return `点名的 ${who.personIds.length} 人`
    case 'list': {
      const list = options.lists.find(({ id }) => id === who.listId)
      return list ? `${list.title}名单，${list.people} 人` : '一份名单'
    }
  }
}

export const placeWords = (id: string, { places }: Pick<Options, 'places'>): string =>
  places.find((place) => place.id === id)?.label ?? '别处'

/** 檀溪苑1号楼、檀溪苑2号楼，全部住户. */
export const audienceWords = (audience: Audience, options: Options): string =>
  [audience.placeIds.map((id) => placeWords(id, options)).join('、'), whoWords(audience, options)]
    .filter(Boolean)
    .join('，')

/** A list and people picked by hand are of no place; anybody else lives somewhere. */
export const isPlaced = ({ kind }: Audience['who']): boolean => kind !== 'list' && kind !== 'people'

/** Whether it says to whom, so that it can be estimated. */
export function isWhole({ placeIds, who }: Audience): boolean {
  if (who.kind === 'tags' && who.tags.length === 0) return false
  if (who.kind === 'roles' && who.roles.length === 0) return false
  if (who.kind === 'people') return who.personIds.length > 0
  if (who.kind === 'list') return who.listId !== ''
  return placeIds.length > 0
}
