/**
 * Packs files into Electron's archive format: a JSON directory behind two length-prefixed records, then the
 * bytes of every file. One flat folder is all that is needed here.
 * @param {Record<string, Buffer>} contents file name to bytes
 * @returns {Buffer} the archive
 */
export function packArchive(contents) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const files = {}
  let offset = 0
  for (const [name, bytes] of Object.entries(contents)) {
    files[name] = { size: bytes.length, offset: String(offset) }
    offset += bytes.length
  }
  const directory = record(stringField(JSON.stringify({ files })))
  return Buffer.concat([record(numberField(directory.length)), directory, ...Object.values(contents)])
}

/** @param {Buffer} payload @returns {Buffer} the payload behind its length */
function record(payload) {
  return Buffer.concat([numberField(payload.length), payload])
}

/** @param {string} text @returns {Buffer} length and text, filled up to a multiple of four bytes */
function stringField(text) {
  const bytes = Buffer.from(text, 'utf8')
  return Buffer.concat([numberField(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

/** @param {number} value @returns {Buffer} */
function numberField(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
