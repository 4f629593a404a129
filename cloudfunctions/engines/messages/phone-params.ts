import { cutText } from '../../kernel/wechat/template-limits'

/** A text is billed anew for every 67 characters, and a call that reads on is hung up on. */
const PARAM_MAX = 36

const ADDRESS = /https?:\/\/\S*/giu

/** Values by `param1`, `param2` …, made to fit: no addresses, which the phone companies refuse, and cut between graphemes. */
export const fitParams = (data: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, cutText(value.replace(ADDRESS, ''), PARAM_MAX)]))

/** The values in the order in which the provider counts them. */
export const paramsOf = (data: Record<string, string>): string[] =>
  Object.keys(data)
    .sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)))
    .map((key) => data[key]!)
