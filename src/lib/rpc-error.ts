import type { RpcFault } from '../../cloudfunctions/contract/reply'

/** Codes made on the phone; all others come from the server. */
export const NETWORK = 'network'

/** Why a call failed: `message` is the sentence to show, `fields` holds sentences per input field. */
export class RpcError extends Error {
  readonly code: string
  readonly status: number
  readonly fields: Record<string, string>
  readonly requestId: string | null

  constructor(fault: RpcFault, status = 0) {
    super(fault.message)
    this.name = 'RpcError'
    this.code = fault.code
    this.status = status
    this.fields = fault.fields ?? {}
    this.requestId = fault.requestId ?? null
  }

  /** Nobody knows whether it arrived: worth sending again with the same key. */
  get isUncertain(): boolean {
    return this.code === NETWORK || this.status >= 500
  }
}

export const networkError = () => new RpcError({ code: NETWORK, message: '没连上网，连上后再试一次' })

export const asRpcError = (cause: unknown): RpcError => (cause instanceof RpcError ? cause : networkError())
