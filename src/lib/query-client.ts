import { focusManager, onlineManager, QueryClient } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { RpcError } from './rpc-error'

const FRESH_MS = 10_000
const KEPT_MS = 30 * 60_000

const isWorthRetrying = (failures: number, cause: unknown) =>
  failures < 2 && cause instanceof RpcError && cause.isUncertain

/**
 * What the screens have read. A query's key begins with the topic that makes it stale, then the procedure and its
 * input: `['orders', 'appeals.get', { id }]`; `changes.ts` renews by topic.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, gcTime: KEPT_MS, retry: isWorthRetrying },
    mutations: { networkMode: 'always', retry: false },
  },
})

/**
 * Tells react-query what WeChat knows: whether there is a network, and whether anybody looks. Call once at launch.
 * A browser tells it by itself.
 */
export function followThePhone(): void {
  if (process.env.TARO_ENV !== 'weapp') return
  onlineManager.setEventListener((setOnline) => {
    const changed = ({ isConnected }: { isConnected: boolean }) => setOnline(isConnected)
    Taro.onNetworkStatusChange(changed)
    Taro.getNetworkType()
      .then(({ networkType }) => setOnline(networkType !== 'none'))
      .catch(() => setOnline(true))
    return () => Taro.offNetworkStatusChange(changed)
  })
  focusManager.setEventListener((setFocused) => {
    const shown = () => setFocused(true)
    const hidden = () => setFocused(false)
    Taro.onAppShow(shown)
    Taro.onAppHide(hidden)
    return () => {
      Taro.offAppShow(shown)
      Taro.offAppHide(hidden)
    }
  })
}
