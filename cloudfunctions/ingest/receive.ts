import type { RpcReply } from '../contract/reply'
import type { Log } from '../kernel/log'

export interface IngestAnswer {
  status: 404
  body: RpcReply
}

/**
 * The door for devices, by the name of the source that sends. A source is let in by being registered; this version
 * registers none, so every one is unknown, is told so, and what it sent is not kept.
 */
export function receiveFromSource({ log }: { log: Log }, source: string): IngestAnswer {
  // A source's name is the caller's text: only its length may stand in a log.
  log.warn({ sourceLength: source.length }, 'message of an unknown device source refused')
  const message = '没有登记过这个设备来源，请先在平台登记'
  return { status: 404, body: { ok: false, error: { code: 'ingest.unknown_source', message } } }
}
