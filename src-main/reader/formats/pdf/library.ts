/**
 * Opening a PDF with pdf.js. The package is pdf.js in one file, made to run without a worker file, a canvas, fonts or
 * lines on the console; pdf.js's own build of this version needs functions that Electron 25 does not have.
 */
// Loaded with this file: a reader's process loads nothing once it reads.
import * as library from 'unpdf/pdfjs'
import { Fault } from '@contract/fault'
import { unreadable } from '../../limits'
import { type Wire, wire } from './wire'

type Library = typeof library
type Worker = NonNullable<NonNullable<Parameters<Library['PDFWorker']['create']>[0]>['port']>

/** The half of pdf.js that parses, where a worker's main program would find it. */
interface ParsingHalf {
  readonly WorkerMessageHandler: { readonly initializeFromPort: (port: unknown) => void }
}
type LoadingTask = ReturnType<Library['getDocument']>
export type PdfDocument = Awaited<LoadingTask['promise']>
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>
export type OperatorList = Awaited<ReturnType<PdfPage['getOperatorList']>>
export type Operators = Library['OPS']

/** Pictures of more pixels are not decoded: nobody looks at them here, and a scanned page would take most of a second. */
const MOST_PIXELS = 300_000
const TOO_LARGE = /maximum allowed size/

export interface Opened {
  readonly pages: number
  readonly operators: Operators
  /** Reads one page and forgets it again. */
  readonly page: <T>(number: number, use: (page: PdfPage, shown: Shown) => T) => Promise<T>
  readonly close: () => Promise<void>
}

export interface Shown {
  readonly list: OperatorList
  /** A picture so large that it was not decoded; where it stands is not known. */
  readonly largePicture: boolean
  /** The page has faults; what could be read is there, something may be missing. */
  readonly faulty: boolean
}

/** @throws Fault 'bad-input' when it needs a password or is damaged beyond reading */
export async function openPdf(bytes: Uint8Array): Promise<Opened> {
  // pdf.js passes over faults in silence, or stops at them. Stopping is the first choice, so that a page with a hole in
  // it is known as such; only then it is read again with its faults passed over.
  const strict = await open(bytes, true)
  let patient: Promise<Half> | null = strict instanceof Fault ? open(bytes, false).then(whole) : null
  const first = strict instanceof Fault ? await (patient ?? Promise.reject(strict)) : strict
  return {
    pages: first.document.numPages,
    operators: library.OPS,
    page: async (number, use) => {
      const state = { largePicture: false, faulty: strict instanceof Fault }
      if (!state.faulty) {
        try {
          return await shownBy(first, number, use, state)
        } catch (reason) {
          state.largePicture = TOO_LARGE.test(messageOf(reason))
          state.faulty = !state.largePicture
        }
      }
      patient ??= open(bytes, false).then(whole)
      return await shownBy(await patient, number, use, state)
    },
    close: async () => {
      await first.document.loadingTask.destroy()
      const second = await patient?.catch(() => null)
      if (second !== undefined && second !== null && second !== first) await second.document.loadingTask.destroy()
    },
  }
}

interface Half {
  readonly document: PdfDocument
  readonly wire: Wire
}

function whole(opened: Half | Fault): Half {
  if (opened instanceof Fault) throw opened
  return opened
}

/** @throws Fault 'bad-input' when it needs a password; other faults are handed back */
async function open(bytes: Uint8Array, stopAtErrors: boolean): Promise<Half | Fault> {
  const between = wire()
  const { pdfjsWorker } = globalThis as { pdfjsWorker?: ParsingHalf }
  if (pdfjsWorker === undefined) throw new Error('pdf.js came without its parsing half')
  pdfjsWorker.WorkerMessageHandler.initializeFromPort(between.far)
  const task = library.getDocument({
    // pdf.js takes the bytes it is given for its own.
    data: bytes.slice(),
    worker: library.PDFWorker.create({
      port: between.near as unknown as Worker,
      verbosity: library.VerbosityLevel.ERRORS,
    }),
    stopAtErrors,
    maxImageSize: MOST_PIXELS,
    isEvalSupported: false,
    useWorkerFetch: false,
    useWasm: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: library.VerbosityLevel.ERRORS,
  })
  try {
    return { document: await task.promise, wire: between }
  } catch (reason) {
    await task.destroy().catch(() => {})
    const fault = faultOf(reason)
    if (isLocked(reason)) throw fault
    return fault
  }
}

async function shownBy<T>(
  { document, wire: between }: Half,
  number: number,
  use: (page: PdfPage, shown: Shown) => T,
  state: Omit<Shown, 'list'>,
): Promise<T> {
  between.broken()
  const page = await document.getPage(number)
  try {
    const list = await page.getOperatorList()
    const reason = between.broken()
    if (reason !== null) throw reason instanceof Error ? reason : new Error(messageOf(reason))
    return use(page, { list, ...state })
  } finally {
    page.cleanup()
  }
}

function messageOf(reason: unknown): string {
  const message = typeof reason === 'object' && reason !== null && 'message' in reason ? reason.message : reason
  return typeof message === 'string' ? message : 'unknown'
}

function isLocked(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'PasswordException'
}

function faultOf(reason: unknown): Fault {
  if (isLocked(reason)) {
    return unreadable(
      'That PDF is locked with a password.',
      'Open it with its password, save or print a copy without one, and choose the copy.',
      reason,
    )
  }
  return damaged(reason)
}

/** A file that is no whole PDF. */
export function damaged(cause?: unknown): Fault {
  return unreadable(
    'That PDF is damaged or cut short.',
    'Fetch or export the document again and choose the new file.',
    cause,
  )
}
