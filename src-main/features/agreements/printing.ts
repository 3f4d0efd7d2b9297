/** A version on its way to paper: what it is, its text, and where who signs. */
import {
  PUPIL_AUDIENCES,
  type AGREEMENT_PRINTS,
  type AgreementAudience,
  type AgreementFacts,
  type FixedLine,
  type PosterPaper,
  type Version,
} from '@contract/agreements'
import type { CivilDate, SchoolId } from '@contract/primitives'
import type { SigningCapacity } from '@contract/signatures'
import { trustName } from '@db/repo/people'
import { oneSchool } from '@db/repo/schools'
import { dateWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { fileName, toTextDocx, type TextDocument, type TextSignature } from '@vault/printing'
import { agreementPage, languageOf } from '../forms'
import { saying, type Say } from './fixed-words'
import { posterPdf } from './posters'

type What = (typeof AGREEMENT_PRINTS)[number]

/** Signs of the hash that are printed: enough to tell two texts of one label apart. */
const HASH_SHOWN = 8

/** @returns saved or cancelled, and the chosen name without folder. @throws Fault 'unavailable' for PDF where there is nothing to print with, 'conflict' for a poster too long for a page */
export async function printVersion(
  tenant: Tenant,
  facts: AgreementFacts,
  version: Version,
  { what, format, paper }: { readonly what: What; readonly format: 'pdf' | 'docx'; readonly paper: PosterPaper },
  ctx: Ctx,
): Promise<{ saved: boolean; fileName: string | null }> {
  const document = printedAgreement(facts, version, schoolName(tenant, ctx))
  const printed = what === 'POSTER' ? { ...document, facts: [], signatures: [] } : document
  const title = [facts.title, document.school, document.footer.words].map(isolated).join(', ')
  const bytes =
    format === 'docx'
      ? await toTextDocx(printed)
      : what === 'POSTER'
        ? await posterPdf(printed, title, paper, ctx)
        : await ctx.host.printPdf(agreementPage(printed), { title, landscape: false, figures: printed.translated })
  const parts = [
    what === 'POSTER' ? posterName(facts, format === 'pdf' ? paper : null) : facts.title,
    version.label,
    document.school,
  ]
  const name = await ctx.host.saveFile({ suggestedName: fileName(parts, format), bytes })
  return { saved: name !== null, fileName: name }
}

/** Words that run the other way take nothing beside them along. */
const isolated = (words: string): string => (/[\u0590-\u08ff]/.test(words) ? `\u2068${words}\u2069` : words)

const posterName = ({ title }: AgreementFacts, paper: PosterPaper | null): string =>
  paper === null ? `Poster, ${title}` : `Poster ${paper}, ${title}`

/** Name of the school a file belongs to, or of the trust. */
export const schoolName = ({ id, kind }: Tenant, ctx: Ctx): string =>
  (kind === 'trust' ? trustName(ctx.trust().db) : oneSchool(ctx.trust().db, id as string as SchoolId)?.facts.name) ?? '' // A school's file has the school's own id.

/**
 * A version as it is printed. What is not issued says that it is a draft, so that nobody signs it.
 * @param school name as printed
 */
export function printedAgreement(facts: AgreementFacts, version: Version, school: string): TextDocument {
  const { label, effectiveFrom, hash, clauses, state } = version
  const isSymbols = facts.variant === 'SYMBOLS'
  const say = sayingOf(facts, version)
  const translated = facts.variant === 'TRANSLATION'
  const which = say('VERSION')
  return {
    title: facts.title,
    school,
    ...{ language: languageOf(facts.language, version.fixedWords?.tag), translated },
    notice: state === 'ISSUED' ? null : 'Draft: not for signing.',
    facts: [
      { label: which, value: label },
      // In figures, which need no translation.
      { label: say('IN_FORCE'), value: translated ? inFigures(effectiveFrom) : dateWords(effectiveFrom) },
      ...(facts.language === null ? [] : [{ label: say('LANGUAGE'), value: facts.language }]),
    ],
    parts: clauses.map(({ heading, text, symbol }) => ({ heading, text, symbol: isSymbols ? symbol : null })),
    signatures: state === 'ISSUED' ? signaturesOf(facts, say) : [],
    footer: {
      words: `${which.words} ${label}, ${translated ? '' : 'text '}${hash.slice(0, HASH_SHOWN)}`,
      translated: which.translated,
    },
  }
}

/** The words of a version for what is fixed on paper. */
export const sayingOf = ({ variant }: Pick<AgreementFacts, 'variant'>, version: Pick<Version, 'fixedWords'>): Say =>
  saying(variant === 'TRANSLATION' ? version : null)

const inFigures = (date: CivilDate): string => date.split('-').reverse().join('/')

const PUPILS: readonly AgreementAudience[] = PUPIL_AUDIENCES

/** Who signs, in words (R29). A child's agreement asks whether somebody at home has read it with the child. */
export function signaturesOf(
  { signers, childFrom, audiences }: Pick<AgreementFacts, 'signers' | 'childFrom' | 'audiences'>,
  say: Say,
): readonly TextSignature[] {
  const fields = (...lines: readonly FixedLine[]) => lines.map((line) => say(line))
  const isPupils = audiences.some((audience) => PUPILS.includes(audience))
  const readTogether = isPupils ? [say('READ_WITH_CHILD')] : []
  const child: TextSignature = {
    heading: say('CHILD'),
    fields: fields('NAME', 'CLASS', 'SIGNATURE', 'DATE'),
    boxes: [],
  }
  const parent: TextSignature = {
    heading: say('PARENT'),
    fields: [
      ...(signers === 'PARENT' ? fields('CHILD_NAME', 'CLASS') : []),
      ...fields('OWN_NAME', 'SIGNATURE', 'DATE'),
    ],
    boxes: readTogether,
  }
  switch (signers) {
    case 'ADULT':
      return [{ heading: say('ADULT'), fields: fields('NAME', 'SIGNATURE', 'DATE'), boxes: [] }]
    case 'PARENT':
      return [parent]
    case 'CHILD':
      return [{ ...child, boxes: isPupils ? [say('READ_WITH_ME')] : [] }]
    case 'BOTH': {
      if (childFrom === null || childFrom === 'R') return [child, parent]
      const heading = say(['CHILD', 'FROM_YEAR'], (who, from) => `${who} (${from} ${childFrom})`)
      return [{ ...child, heading }, parent]
    }
  }
}

/** Where those sign who have to for one person, and nobody else. */
export function signaturesFor(
  facts: Pick<AgreementFacts, 'audiences'>,
  capacities: readonly SigningCapacity[],
  say: Say,
): readonly TextSignature[] {
  const of = (signers: AgreementFacts['signers']) => signaturesOf({ ...facts, signers, childFrom: null }, say)
  if (capacities.includes('ADULT')) return of('ADULT')
  const both = capacities.includes('CHILD') && capacities.includes('PARENT')
  return both ? of('BOTH') : capacities.includes('CHILD') ? of('CHILD') : of('PARENT')
}
