import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { useReachBottom } from '@tarojs/taro'
import type { Page } from '../../cloudfunctions/contract/reply'
import type { Topic } from './topic'

interface PagesOptions {
  /** Never kept on the phone. */
  isFleeting?: boolean
  /**
   * Of the key shown last: whether its list stays until this one's first page has come. For the same rows in another
   * order, so that a tap under way still meets them.
   */
  isSame?: (last: QueryKey) => boolean
}

/**
 * A list that grows by a page of 20 when its end is reached.
 * @param key topic, procedure and input, as every query's key
 * @param read e.g. `(cursor) => api.desk.list({ cursor })`
 */
export function usePages<P extends Page<unknown>>(
  key: readonly [Topic, string, ...unknown[]],
  read: (cursor: string | undefined) => Promise<P>,
  { isFleeting = false, isSame = () => false }: PagesOptions = {},
) {
  const query = useInfiniteQuery({
    queryKey: key,
    // A list kept on the phone comes back as JSON, in which the first page's nothing is null.
    queryFn: ({ pageParam }) => read(pageParam ?? undefined),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor ?? undefined,
    meta: { isFleeting },
    placeholderData: (last, query) => (last && query && isSame(query.queryKey) ? last : undefined),
  })
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
  })
  const items = (query.data?.pages.flatMap((page) => page.items) ?? []) as P['items']
  return { query, items, first: query.data?.pages[0], isEmpty: query.data !== undefined && items.length === 0 }
}
