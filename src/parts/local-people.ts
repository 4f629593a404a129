import { useQuery } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { keepToken } from '../lib/token'
import { API_BASE } from '../lib/transport'

/** A demo person of a server on one's own machine. */
export interface LocalPerson {
  key: string
  name: string
  side: string
  about: string
}

/** Only a page that such a server itself gave, or a build made for one, asks at all. */
const isLocal = /^http:\/\/(127\.0\.0\.1|localhost)(:|$)/.test(
  process.env.TARO_ENV === 'h5' ? window.location.origin : API_BASE,
)

async function readPeople(): Promise<LocalPerson[] | null> {
  const { data, statusCode } = await Taro.request({ url: `${API_BASE}/local/people` })
  return statusCode === 200 && Array.isArray(data?.people) ? data.people : null
}

/** The demo persons to choose from; null where there are none, as in every real deployment. */
export function useLocalPeople(): LocalPerson[] | null {
  const query = useQuery({
    queryKey: ['local', 'people'],
    queryFn: readPeople,
    enabled: isLocal,
    retry: false,
    staleTime: Infinity,
  })
  return query.data ?? null
}

/** Becomes that person on this phone. @returns whether it worked */
export async function becomePerson(key: string): Promise<boolean> {
  const { data } = await Taro.request({ url: `${API_BASE}/local/login`, method: 'POST', data: { as: key } })
  return typeof data?.token === 'string' && keepToken(data.token)
}
