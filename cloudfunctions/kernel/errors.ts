/** A refusal or a wrong input: told to the caller in one sentence. Anything else thrown is our own fault. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 503,
    message: string,
    readonly fields?: Record<string, string>,
  ) {
    super(message)
  }
}

export const invalid = (fields: Record<string, string>, message = '有几项没填对，改一下再提交') =>
  new Fault('input.invalid', 400, message, fields)
export const signedOut = () => new Fault('session.required', 401, '请先登录')
export const sessionEnded = () => new Fault('session.ended', 401, '登录已过期，请重新登录')
export const forbidden = (message = '这件事不在您的职责范围内') => new Fault('access.forbidden', 403, message)
export const notFound = (message = '没找到这条记录，可能已经撤回') => new Fault('record.not_found', 404, message)
export const conflict = (code: string, message: string) => new Fault(code, 409, message)
export const tooLarge = (message: string) => new Fault('input.too_large', 413, message)
export const tooMany = () => new Fault('rate.limited', 429, '点得太快了，歇几秒再试')
