/** A version on its way to paper: what it is, its text, and where who signs. */
import {
  PUPIL_AUDIENCES,
  type AGREEMENT_PRINTS,
  type AgreementAudience,
  type AgreementFacts,
  type PosterPaper,
  type Version,
} from '@contract/agreements'
import type { SchoolId } from '@contract/primitives'
import type { SigningCapacity } from '@contract/signatures'
import { trustName } from '@db/repo/people'
import { oneSchool } from '@db/repo/schools'
import { dateWords } from '@vault/clock'
import type { Ctx, Tenant } from '@vault/context'
import { fileName, toTextDocx, type TextDocument, type TextSignature } from '@vault/printing'
import { agreementPage, languageOf } from '../forms'
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
  const document = { ...printedAgreement(facts, version, schoolName(tenant, ctx)) }
  const printed = what === 'POSTER' ? { ...document, facts: [], signatures: [] } : document
  const title = `${facts.title}, ${document.school}, ${document.footer}`
  const bytes =
    format === 'docx'
      ? await toTextDocx(printed)
      : what === 'POSTER'
        ? await posterPdf(printed, title, paper, ctx)
        : await ctx.host.printPdf(agreementPage(printed), { title, landscape: false })
  const parts = [
    what === 'POSTER' ? posterName(facts, format === 'pdf' ? paper : null) : facts.title,
    version.label,
    document.school,
  ]
  const name = await ctx.host.saveFile({ suggestedName: fileName(parts, format), bytes })
  return { saved: name !== null, fileName: name }
}

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
  return {
    title: facts.title,
    school,
    language: languageOf(facts.language),
    notice: state === 'ISSUED' ? null : 'Draft: not for signing.',
    facts: [
      { label: 'Version', value: label },
      { label: 'In force from', value: dateWords(effectiveFrom) },
      ...(facts.language === null ? [] : [{ label: 'Language', value: facts.language }]),
    ],
    parts: clauses.map(({ heading, text, symbol }) => ({ heading, text, symbol: isSymbols ? symbol : null })),
    signatures: state === 'ISSUED' ? signaturesOf(facts) : [],
    footer: `Version ${label}, text ${hash.slice(0, HASH_SHOWN)}`,
  }
}

const PUPILS: readonly AgreementAudience[] = PUPIL_AUDIENCES

const CHILD: TextSignature = {
  heading: 'Child or young person',
  fields: ['Name', 'Class', 'Signature', 'Date'],
  boxes: [],
}

/** Who signs, in words (R29). A child's agreement asks whether somebody at home has read it with the child. */
export function signaturesOf({
  signers,
  childFrom,
  audiences,
}: Pick<AgreementFacts, 'signers' | 'childFrom' | 'audiences'>): readonly TextSignature[] {
  const isPupils = audiences.some((audience) => PUPILS.includes(audience))
  const readTogether = isPupils ? ['I have read this with my child.'] : []
  const parent: TextSignature = {
    heading: 'Parent or carer',
    fields: [...(signers === 'PARENT' ? ['Name of the child', 'Class'] : []), 'Your name', 'Signature', 'Date'],
    boxes: readTogether,
  }
  switch (signers) {
    case 'ADULT':
      return [{ heading: 'Your signature', fields: ['Name', 'Signature', 'Date'], boxes: [] }]
    case 'PARENT':
      return [parent]
    case 'CHILD':
      return [{ ...CHILD, boxes: isPupils ? ['A parent or carer has read this with me.'] : [] }]
    case 'BOTH': {
      const from = childFrom === null || childFrom === 'R' ? '' : ` (from Year ${childFrom})`
      return [{ ...CHILD, heading: `${CHILD.heading}${from}` }, parent]
    }
  }
}

/** Where those sign who have to for one person, and nobody else. */
export function signaturesFor(
  facts: Pick<AgreementFacts, 'audiences'>,
  capacities: readonly SigningCapacity[],
): readonly TextSignature[] {
  const of = (signers: AgreementFacts['signers']) => signaturesOf({ ...facts, signers, childFrom: null })
  if (capacities.includes('ADULT')) return of('ADULT')
  const both = capacities.includes('CHILD') && capacities.includes('PARENT')
  return both ? of('BOTH') : capacities.includes('CHILD') ? of('CHILD') : of('PARENT')
}
