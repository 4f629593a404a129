/** An answer as WeChat gives it: errcode 0 for success, with what was asked for. */
export type Answer = Record<string, unknown> & { errcode: number; errmsg: string }

/** WeChat's own words; the real ones end in a `rid` too. */
const REFUSALS: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  40256: 'invalid employee relation',
  40257: 'decode touser error',
  41001: 'access_token missing',
  41030: 'invalid page',
  42001: 'access_token expired',
  43101: 'user refuse to accept the msg',
  43107: 'require subscribe, the ability is banned',
  43108: 'concurrent sends to one user',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45168: 'sensitive word',
  47001: 'data format error',
  47003: 'argument invalid!',
  61010: 'code is expired',
}

export const granted = (more: Record<string, unknown> = {}): Answer => ({ errcode: 0, errmsg: 'ok', ...more })

export const refused = (errcode: number, detail = ''): Answer => ({
  errcode,
  errmsg: `${REFUSALS[errcode] ?? 'refused'}${detail && ` ${detail}`} rid: simulated`,
})
