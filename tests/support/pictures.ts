/** Pictures made by hand: as many bytes as a reader of dates looks at, and none more. */

/** A TIFF with an Exif table that states when it was taken. @param taken `2026:06:19 10:15:00` */
export function tiff(taken: string, { little = true, tag = 0x9003 } = {}): Buffer {
  const bytes = Buffer.alloc(8 + 18 + 18 + 20)
  const u16 = (at: number, value: number) => (little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at))
  const u32 = (at: number, value: number) => (little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at))
  const table = (at: number, entry: { tag: number; type: number; count: number; value: number }): void => {
    u16(at, 1)
    u16(at + 2, entry.tag)
    u16(at + 4, entry.type)
    u32(at + 6, entry.count)
    u32(at + 10, entry.value)
    u32(at + 14, 0)
  }
  bytes.write(little ? 'II' : 'MM', 0, 'latin1')
  u16(2, 42)
  u32(4, 8)
  table(8, { tag: 0x8769, type: 4, count: 1, value: 26 })
  table(26, { tag, type: 2, count: 20, value: 44 })
  bytes.write(`${taken}\0`, 44, 'latin1')
  return bytes
}

const exif = (inner: Buffer): Buffer => Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), inner])

/** @param rest what follows the Exif part, so that files differ */
export function jpeg(inner: Buffer | null, rest: Uint8Array = new Uint8Array()): Buffer {
  const segment = (marker: number, body: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, body])
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    ...(inner === null ? [] : [segment(0xe1, exif(inner))]),
    Buffer.from([0xff, 0xda, 0, 2]),
    rest,
    Buffer.from([0xff, 0xd9]),
  ])
}

export function png(inner: Buffer): Buffer {
  const chunk = (kind: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length, 0)
    head.write(kind, 4, 'latin1')
    return Buffer.concat([head, body, Buffer.alloc(4)])
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('eXIf', inner),
  ])
}

export function webp(inner: Buffer): Buffer {
  const chunk = (kind: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8)
    head.write(kind, 0, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  return Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'),
    chunk('VP8 ', Buffer.alloc(7)),
    chunk('EXIF', inner),
  ])
}

export const heic = (inner: Buffer): Buffer =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(400), exif(inner)])
