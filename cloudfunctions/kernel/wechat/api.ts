import * as z from 'zod'
import { asUnsent, STALE_TOKEN_ERRCODES, WechatError } from './errors'
import { type RequestOptions, readAnswer, request } from './request'
import type { FetchToken, TokenStore } from './tokens'

export interface ApiOptions extends RequestOptions {
  appId: string
  appSecret: string
  tokens: TokenStore
}

/** The two ways WeChat knows us: by the app's secret (login alone) or by the access token. */
export interface WechatApi {
  getWithSecret<T>(api: string, path: string, query: Record<string, string>, shape: z.ZodType<T>): Promise<T>
  post<T>(api: string, path: string, body: unknown, shape: z.ZodType<T>): Promise<T>
}

/** For interfaces that answer an errcode and nothing more. */
export const nothingMore = z.unknown()

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** A token WeChat refuses is renewed once and the request repeated once: a refused request had no effect. */
export function createApi(options: ApiOptions): WechatApi {
  const { appId, appSecret, tokens } = options
  const fetchToken = tokenFetcher(options)
  return {
    async getWithSecret(api, path, query, shape) {
      const answer = await request(options, { api, path, query: { appid: appId, secret: appSecret, ...query } })
      return readAnswer(api, shape, answer)
    },
    async post(api, path, body, shape) {
      const ask = (token: string) => request(options, { api, path, query: { access_token: token }, body })
      const token = await tokens.get(appId, fetchToken)
      const answer = await ask(token).catch(async (error: unknown) => {
        if (!isStaleToken(error)) throw error
        return ask(await tokens.renew(appId, token, fetchToken))
      })
      return readAnswer(api, shape, answer)
    },
  }
}

/** POST /cgi-bin/stable_token: asked again within its life it answers the same token. Source: getStableAccessToken. */
function tokenFetcher(options: ApiOptions): FetchToken {
  return async (force) => {
    const body = {
      grant_type: 'client_credential',
      appid: options.appId,
      secret: options.appSecret,
      force_refresh: force,
    }
    try {
      const answer = await request(options, { api: 'token', path: '/cgi-bin/stable_token', query: {}, body })
      const { access_token: token, expires_in: expiresInSeconds } = readAnswer('token', tokenAnswer, answer)
      return { token, expiresInSeconds }
    } catch (error) {
      throw error instanceof WechatError ? asUnsent(error) : error
    }
  }
}

function isStaleToken(error: unknown): boolean {
  return error instanceof WechatError && error.errcode !== null && STALE_TOKEN_ERRCODES.includes(error.errcode)
}
