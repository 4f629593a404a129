import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tarojs/taro'
import { replacePage } from '../lib/open-page'
import { api } from '../lib/rpc'
import { paths } from '../paths'
import { NoticeBar } from '../ui/notice-bar'

/** Whom of the family a page is about; left out where it is oneself. */
export interface Acting {
  forPersonId: string | undefined
  /** Null until it is known, and for somebody the person no longer acts for. */
  name: string | null
}

/** Who acts for whom: the person's own family, kept fresh. */
export const useFamily = (isWanted = true) =>
  useQuery({ queryKey: ['messages', 'family.list'], queryFn: () => api.family.list({}), enabled: isWanted })

/** Reads `?for=` of the page's address. Whether one may is the server's to say, with every call. */
export function useActing(): Acting {
  const forPersonId = useRouter().params.for
  const { data } = useFamily(forPersonId !== undefined)
  const ward = data?.wards.find(({ personId }) => personId === forPersonId)
  return { forPersonId, name: ward?.name ?? null }
}

/** Never to be mistaken for one's own matter: whose it is stands above everything, with the way back. */
export function ActingBand({ acting: { forPersonId, name } }: { acting: Acting }) {
  if (!forPersonId) return null
  return (
    <NoticeBar
      id="acting-back"
      kind="notice"
      icon="users"
      words={name ? `正在为 ${name} 办事` : '正在为家人办事'}
      action="回到家人"
      onTap={() => replacePage(paths.family)}
    />
  )
}
