import { RpcError } from './rpc-error'

export const FILE_GONE = 'file.gone'

/** The server gave no file under an address: the address is too old, or the file is. */
export const fileGone = (status: number) =>
  new RpcError({ code: FILE_GONE, message: '没取到，回到上一页再打开一次' }, status)
