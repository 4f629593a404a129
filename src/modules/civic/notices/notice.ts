import type { api } from '../../../lib/rpc'

/** A notice as its page has it. */
export type Notice = Awaited<ReturnType<typeof api.notices.get>>
