/** What an agreement is, while it is typed. Pure. */
import {
  AGREEMENT_AUDIENCES,
  AgreementFacts,
  Line,
  PUPIL_AUDIENCES,
  YEAR_CODES,
  type Agreement,
  type AgreementAudience,
  type AgreementSettings,
  type CivilDate,
  type PupilAudience,
  type Signers,
  type Validity,
  type YearCode,
} from '@contract'
import { textWords } from './text-words'

const need = textWords.agreementDialog.need

export interface AgreementEntry {
  title: string
  audiences: Record<AgreementAudience, boolean>
  variant: AgreementFacts['variant']
  language: string
  variantOf: string
  signers: Signers | ''
  childFrom: YearCode | ''
  validity: Validity | ''
  months: string
  template: string
  retiredOn: CivilDate | null
}

/** @param of null: a new agreement */
export function agreementEntry(of: Agreement | null): AgreementEntry {
  const chosen = new Set(of?.audiences)
  // Every audience has its own key, and nothing else has one.
  const audiences = Object.fromEntries(AGREEMENT_AUDIENCES.map((one) => [one, chosen.has(one)])) as Record<
    AgreementAudience,
    boolean
  >
  return {
    audiences,
    title: of?.title ?? '',
    variant: of?.variant ?? 'PLAIN',
    language: of?.language ?? '',
    variantOf: of?.variantOf ?? '',
    signers: of?.signers ?? '',
    childFrom: of?.childFrom ?? '',
    validity: of?.validity ?? '',
    months: of?.months == null ? '' : String(of.months),
    template: of?.template ?? '',
    retiredOn: of?.retiredOn ?? null,
  }
}

export type AgreementField = 'title' | 'audiences' | 'language' | 'signers' | 'validity' | 'months'

const FAMILIES: readonly AgreementAudience[] = [...PUPIL_AUDIENCES, 'PARENT']
const OF_EQUIPMENT: readonly AgreementAudience[] = ['DEVICE_LOAN', 'OWN_DEVICE']

/** Who may sign for these audiences: in a family the child, a parent or both; elsewhere the adult; for equipment anybody. */
export function signersFor(audiences: readonly AgreementAudience[]): readonly Signers[] {
  if (audiences.some((one) => FAMILIES.includes(one))) return ['CHILD', 'PARENT', 'BOTH']
  return audiences.length > 0 && !audiences.some((one) => OF_EQUIPMENT.includes(one))
    ? ['ADULT']
    : ['CHILD', 'PARENT', 'BOTH', 'ADULT']
}

export const audiencesOf = ({ audiences }: Pick<AgreementEntry, 'audiences'>): AgreementAudience[] =>
  AGREEMENT_AUDIENCES.filter((one) => audiences[one])

/** The facts of an entry, or what keeps it from being saved, by field. What is not asked for is left out of the facts. */
export function readAgreement(entry: AgreementEntry): {
  facts: AgreementFacts | null
  errors: Partial<Record<AgreementField, string>>
} {
  const { title, variant, signers, validity } = entry
  const audiences = audiencesOf(entry)
  const isTranslation = variant === 'TRANSLATION'
  const months = validity !== 'MONTHS' ? null : /^\d{1,3}$/.test(entry.months.trim()) ? Number(entry.months) : NaN
  const errors: Partial<Record<AgreementField, string>> = {
    ...(Line.safeParse(title).success ? {} : { title: need.title }),
    ...(audiences.length > 0 ? {} : { audiences: need.audiences }),
    ...(isTranslation && !Line.safeParse(entry.language).success ? { language: need.language } : {}),
    ...(signers !== '' && signersFor(audiences).includes(signers) ? {} : { signers: need.signers }),
    ...(validity === '' ? { validity: need.validity } : {}),
    ...(months === null || (months >= 1 && months <= 120) ? {} : { months: need.months }),
  }
  if (Object.keys(errors).length > 0) return { facts: null, errors }
  const facts = AgreementFacts.parse({
    ...{ title, audiences, variant, signers, validity, months, retiredOn: entry.retiredOn },
    language: isTranslation ? entry.language : null,
    variantOf: entry.variantOf === '' ? null : entry.variantOf,
    childFrom: signers === 'BOTH' && entry.childFrom !== '' ? entry.childFrom : null,
    template: entry.template === '' ? null : entry.template,
  })
  return { facts, errors }
}

export type YearsEntry = Record<PupilAudience, { from: YearCode | ''; to: YearCode | '' }>

export function yearsEntry({ years }: AgreementSettings): YearsEntry {
  // Every audience of pupils has its own key, and nothing else has one.
  return Object.fromEntries(
    PUPIL_AUDIENCES.map((audience) => {
      const range = years.find((one) => one.audience === audience)?.range
      return [audience, { from: range?.from ?? '', to: range?.to ?? '' }]
    }),
  ) as YearsEntry
}

/** The years of each audience, or what is wrong with one, by audience. An audience without years has nobody. */
export function readYears(entry: YearsEntry): {
  settings: AgreementSettings | null
  errors: Partial<Record<PupilAudience, string>>
} {
  const errors: Partial<Record<PupilAudience, string>> = {}
  const years: AgreementSettings['years'] = []
  const taken = new Set<YearCode>()
  for (const audience of PUPIL_AUDIENCES) {
    const { from, to } = entry[audience]
    if (from === '' && to === '') continue
    const own = from === '' || to === '' ? [] : YEAR_CODES.slice(YEAR_CODES.indexOf(from), YEAR_CODES.indexOf(to) + 1)
    if (from === '' || to === '' || own.length === 0) errors[audience] = textWords.years.needRange
    else if (own.some((year) => taken.has(year))) errors[audience] = textWords.years.needOnce
    else years.push({ audience, range: { from, to } })
    for (const year of own) taken.add(year)
  }
  return { settings: Object.keys(errors).length > 0 ? null : { years }, errors }
}
