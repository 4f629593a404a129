import { useInfiniteQuery } from '@tanstack/react-query'
import { useReachBottom } from '@tarojs/taro'
import type { Page } from '../../cloudfunctions/contract/reply'
import type { Topic } from './topic'

/**
 * A list that grows by a page of 20 when its end is reached.
 * @param key topic, procedure and input, as every query's key
 * @param read e.g. `(cursor) => api.desk.list({ cursor })`
 * @param meta `isFleeting`: never kept on the phone
 */
export function usePages<P extends Page<unknown>>(
  key: readonly [Topic, string, ...unknown[]],
  read: (cursor: string | undefined) => Promise<P>,
  meta: { isFleeting?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey: key,
    // A list kept on the phone comes back as JSON, in which the first page's nothing is null.
    queryFn: ({ pageParam }) => read(pageParam ?? undefined),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor ?? undefined,
    meta,
  })
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
  })
  const items = (query.data?.pages.flatMap((page) => page.items) ?? []) as P['items']
  return { query, items, first: query.data?.pages[0], isEmpty: query.data !== undefined && items.length === 0 }
}
