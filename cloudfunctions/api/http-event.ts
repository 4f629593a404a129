/** What WeChat's cloud hands over for a call through its HTTP access. Source: CloudBase, HTTP 访问服务, 集成请求. */
export interface HttpEvent {
  httpMethod: string
  path: string
  headers?: Record<string, string>
  queryStringParameters?: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

export interface HttpResult {
  statusCode: number
  headers: Record<string, string>
  body: string
  isBase64Encoded: boolean
}

export const isHttpEvent = (event: unknown): event is HttpEvent =>
  typeof event === 'object' && event !== null && 'httpMethod' in event && 'path' in event

/** Serves such an event with an app that speaks Request and Response. */
export async function serveHttpEvent(
  event: HttpEvent,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<HttpResult> {
  const query = new URLSearchParams(event.queryStringParameters ?? {}).toString()
  const body = event.body ? Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8') : undefined
  const request = new Request(`https://cloud.invalid${event.path}${query && `?${query}`}`, {
    method: event.httpMethod,
    headers: event.headers ?? {},
    ...(body && { body: new Uint8Array(body) }),
  })
  const response = await fetch(request)
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    isBase64Encoded: true,
  }
}
