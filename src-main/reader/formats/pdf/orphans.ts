/**
 * pdf.js asks for the pages of a file ahead of need and does not wait for all of the answers. When one of those fails,
 * in a damaged file, nobody is told, and Node ends a process for a failure that nobody was told about. While a file is
 * open such failures are let go: a page that is needed is asked for again, and then its failure is seen.
 */

const THEIRS =
  /^(?:XRef(?:Entry|Parse)Exception|FormatError|(?:MissingData|ParserEOF|InvalidPDF|UnknownError|Abort|Response|Password|Jbig2Error|JpxError|JpegError)(?:Exception|Error)?)$/

let open = 0

function letGo(reason: unknown): void {
  if (reason instanceof Error && THEIRS.test(reason.name)) return
  // Anybody else's failure ends the process as it would have.
  setImmediate(() => {
    throw reason
  })
}

/** Begins to let go of pdf.js's orphans. @returns ends it, once those of the last moment have passed */
export function lettingGo(): () => void {
  if (open === 0) process.on('unhandledRejection', letGo)
  open += 1
  return () => {
    setImmediate(() => {
      open -= 1
      if (open === 0) process.off('unhandledRejection', letGo)
    })
  }
}
