import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { IMAGE_EDGE_MAX } from '../../cloudfunctions/contract/files'
import { readPicture } from '../../cloudfunctions/kernel/files/picture'
import { Gate } from '../../cloudfunctions/kernel/gate'
import * as made from '../fixtures/files/pictures'

/** Far below what a bomb would take if it went off. */
const MEMORY_MAX = 400 * 1024 * 1024

describe('what is taken', () => {
  it.each([
    ['jpeg', made.jpeg, 'image/jpeg'],
    ['png', made.png, 'image/jpeg'],
    ['webp', made.webp, 'image/jpeg'],
    ['transparent png', made.seeThroughPng, 'image/webp'],
  ])('%s comes out as %#', async (_name, make, mime) => {
    const picture = await readPicture(await make())
    expect(picture).toMatchObject({ mime, width: 80, height: 60 })
    expect((await sharp(picture.content).metadata()).format).toBe(mime.slice('image/'.length))
  })

  it('is shrunk to the longer edge and never grows', async () => {
    const picture = await readPicture(await made.jpeg('#2a7', 3000, 1000))
    expect([picture.width, picture.height]).toEqual([IMAGE_EDGE_MAX, 640])
  })

  it('stands upright and says nothing of place, owner or camera', async () => {
    const original = await made.jpegWithPlace()
    expect(original.toString('latin1')).toContain('SecretCamera')
    expect(original.toString('latin1')).toContain('SecretPlace')
    const { content, width, height } = await readPicture(original)
    expect([width, height]).toEqual([40, 80])
    expect(content.toString('latin1')).not.toMatch(/Secret|Exif|GPS|xmpmeta/)
    const { exif, xmp, iptc, icc, orientation } = await sharp(content).metadata()
    expect([exif, xmp, iptc, icc, orientation]).toEqual(Array(5).fill(undefined))
  })

  it('loses whatever else was in the same file', async () => {
    const { content } = await readPicture(await made.polyglot())
    expect(content.toString('latin1')).not.toMatch(/PK|script/)
    expect(content.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  })

  it('is encoded the same way every time, so that a repeated upload can be recognised', async () => {
    const bytes = await made.jpegWithPlace()
    const [one, two] = await Promise.all([readPicture(bytes), readPicture(bytes)])
    expect(one.content.equals(two.content)).toBe(true)
  })
})

describe('what is refused', () => {
  it.each([
    ['zip', made.zip, 'wrongType'],
    ['svg with a script', made.svg, 'wrongType'],
    ['html', made.html, 'wrongType'],
    ['gif bomb', made.gifBomb, 'wrongType'],
    ['heic', made.heic, 'wrongType'],
    ['tiff', made.tiff, 'wrongType'],
    ['one byte', () => Buffer.from([0xff]), 'wrongType'],
    ['html behind the first bytes of a jpeg', made.htmlInJpegHead, 'unreadable'],
    ['webp without content', made.emptyWebp, 'unreadable'],
    ['png with a wrong checksum', made.brokenPng, 'unreadable'],
    ['900 million pixels', made.pixelBomb, 'tooManyPixels'],
    ['jpeg cut in half', async () => halfOf(await made.jpeg('#2a7', 900, 900)), 'unreadable'],
    ['jpeg without its last bytes', async () => (await made.jpeg()).subarray(0, -40), 'unreadable'],
    ['png cut in half', async () => halfOf(await made.png()), 'unreadable'],
  ])('%s', async (_name, make, problem) => {
    await expect(readPicture(Buffer.from(await make()))).rejects.toMatchObject({ problem })
  })

  it.each([
    ['pixel data', made.dataBomb],
    ['colour profile', made.profileBomb],
  ])('a bomb in the %s does not go off', async (_name, make) => {
    const bomb = make()
    const before = process.memoryUsage.rss()
    await readPicture(bomb).catch((error: unknown) => expect(error).toMatchObject({ problem: 'unreadable' }))
    expect(process.memoryUsage.rss() - before).toBeLessThan(MEMORY_MAX)
  })
})

describe('the gate', () => {
  it('lets no more through at once than it is wide, in order, also past failures', async () => {
    const gate = new Gate(2)
    let running = 0
    let most = 0
    const begun: number[] = []
    const work = (n: number) => async () => {
      begun.push(n)
      most = Math.max(most, ++running)
      await new Promise((done) => setTimeout(done, 2))
      running--
      if (n % 3 === 0) throw new Error('bad picture')
    }
    await Promise.allSettled(Array.from({ length: 20 }, (_, n) => gate.through(work(n))))
    expect(most).toBe(2)
    expect(begun).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })
})

const halfOf = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1)
