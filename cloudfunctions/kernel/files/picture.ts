import sharp from 'sharp'
import { IMAGE_EDGE_MAX, IMAGE_PIXELS_MAX, type ImageType } from '../../contract/files'
import { Gate } from '../gate'
import { PICTURE_FAULTS, type PictureProblem } from './faults'
import { HASH_EDGE, hashOf } from './likeness'

export interface Picture {
  mime: ImageType
  content: Buffer
  width: number
  height: number
  /** By which it is found again; null for a picture of one colour. */
  phash: bigint | null
}

export class PictureError extends Error {
  constructor(readonly problem: PictureProblem) {
    super(PICTURE_FAULTS[problem].code)
  }
}

// A hostile file meets as little code as possible: three decoders, one thread each, nothing remembered.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.concurrency(1)
sharp.cache(false)

const DECODES_AT_ONCE = 2
const DECODE_SECONDS_MAX = 20
const JPEG_QUALITY = 82

const gate = new Gate(DECODES_AT_ONCE)

/**
 * Decodes a picture and encodes it anew: upright, at most IMAGE_EDGE_MAX on its longer edge, JPEG, or WebP where it is
 * transparent. Nothing but pixels goes through: no camera or place data, and nothing hidden behind the picture
 * (phones append video clips there, so such a file is cleaned and not refused). Throws PictureError.
 */
export function readPicture(bytes: Buffer): Promise<Picture> {
  return gate.through(() => recode(bytes))
}

async function recode(bytes: Buffer): Promise<Picture> {
  if (!isPicture(bytes)) throw new PictureError('wrongType')
  try {
    const source = sharp(bytes, { limitInputPixels: false, failOn: 'error' })
    const { width, height, hasAlpha } = await source.metadata()
    if (width * height > IMAGE_PIXELS_MAX) throw new PictureError('tooManyPixels')
    return await encode(bytes, hasAlpha)
  } catch (error) {
    throw error instanceof PictureError ? error : new PictureError('unreadable')
  }
}

async function encode(bytes: Buffer, hasAlpha: boolean): Promise<Picture> {
  const upright = sharp(bytes, { limitInputPixels: IMAGE_PIXELS_MAX, failOn: 'error' })
    .autoOrient()
    .resize({ width: IMAGE_EDGE_MAX, height: IMAGE_EDGE_MAX, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: DECODE_SECONDS_MAX })
  const encoded = hasAlpha ? upright.webp({ quality: JPEG_QUALITY }) : upright.jpeg({ quality: JPEG_QUALITY })
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
  const { width, height } = info
  return { mime: hasAlpha ? 'image/webp' : 'image/jpeg', content: data, width, height, phash: await hash(data) }
}

async function hash(picture: Buffer): Promise<bigint | null> {
  const small = sharp(picture).flatten({ background: '#fff' }).greyscale()
  const grey = await small.resize(HASH_EDGE, HASH_EDGE, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer()
  return hashOf(grey)
}

/** By first bytes: JPEG (ITU T.81), PNG (ISO 15948) or WebP (RFC 9649). */
function isPicture(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString('latin1')
  return (
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n\x1a\n') ||
    (head.startsWith('RIFF') && head.endsWith('WEBP'))
  )
}
