import type { Posting } from './photo-bytes'
import { RpcError } from './rpc-error'

const EDGE_MAX = 1600
const QUALITY = 0.8

/** The bytes of a kept picture or voice note, which is a data address. @throws RpcError when it cannot be read */
export async function readPhoto(path: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(path)
    return await response.arrayBuffer()
  } catch {
    throw new RpcError({ code: 'file.lost', message: '找不到了，请重新拍一张或说一段' })
  }
}

function loadImage(path: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = reject
    image.src = path
  })
}

/** Turns a chosen picture into a data address small enough for the browser's store, so that it survives a reload. */
export async function keepPhoto(path: string): Promise<string> {
  const image = await loadImage(path).catch(() => null)
  const canvas = document.createElement('canvas')
  const drawing = canvas.getContext('2d')
  if (!image || !drawing) return path
  const ratio = Math.min(1, EDGE_MAX / Math.max(image.naturalWidth, image.naturalHeight))
  canvas.width = Math.max(1, Math.round(image.naturalWidth * ratio))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * ratio))
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/jpeg', QUALITY)
}

/** A data address is gone with the draft that holds it. */
export function dropPhoto(_path: string): void {}

/** Posts raw bytes. @returns HTTP status */
export function postBytes({ url, bytes, mime, token, progress }: Posting): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.timeout = 60_000
    request.setRequestHeader('content-type', mime)
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`)
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onload = () => resolve(request.status)
    request.onerror = () => reject(new Error('network'))
    request.ontimeout = () => reject(new Error('timeout'))
    request.send(bytes)
  })
}
