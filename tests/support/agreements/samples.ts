/** Inputs of the right shape for the calls of agreements and signatures. */
import type { z } from 'zod'
import type { AgreementFacts, VersionFacts } from '@contract/agreements'
import type { AppContract, CallName } from '@contract/index'
import type { SigningFacts } from '@contract/signatures'

type AgreementsCall = Extract<CallName, `agreements.${string}`>
type Samples = { readonly [K in AgreementsCall]: z.input<AppContract[K]['input']> }

const reason = 'As agreed in the meeting'

/** @param nobody an id that no test makes */
export function agreementSamples(nobody: string): Samples {
  const agreementFacts: z.input<typeof AgreementFacts> = {
    ...{ title: 'Screens at school', audiences: ['KS2'], variant: 'PLAIN', language: null, variantOf: null },
    ...{ signers: 'BOTH', childFrom: '3', validity: 'ACADEMIC_YEAR', months: null, template: null, retiredOn: null },
  }
  const ofText = { school: nobody, agreement: nobody }
  const ofVersion = { school: nobody, version: nobody }
  const hash = 'a'.repeat(64)
  const versionFacts: z.input<typeof VersionFacts> = {
    ...{ agreement: nobody, label: '2026/27', effectiveFrom: '2026-10-01', changes: [], summary: '' },
    clauses: [{ id: nobody, heading: 'Kind', text: 'I am kind.', local: false, symbol: null }],
    templateVersion: null,
  }
  const signee = { kind: 'PUPIL', id: nobody } as const
  const signingFacts: z.input<typeof SigningFacts> = {
    ...{ version: nobody, signee, capacity: 'CHILD', outcome: 'SIGNED', contact: null, name: null },
    ...{ signedOn: '2026-10-01', method: 'PAPER', witness: null, until: null, parentRead: false, note: null },
  }
  return {
    'agreements.list': { school: nobody },
    'agreements.add': { school: nobody, facts: agreementFacts },
    'agreements.edit': { ...ofText, facts: agreementFacts, reason },
    'agreements.adopt': { school: nobody, template: nobody },
    'agreements.takeOver': ofText,
    'agreements.settings': { school: nobody },
    'agreements.setSettings': {
      ...{ school: nobody, reason },
      settings: { years: [{ audience: 'KS2', range: { from: '3', to: '6' } }] },
    },
    'agreements.versions': ofText,
    'agreements.version': ofVersion,
    'agreements.saveDraft': { school: nobody, version: null, facts: versionFacts },
    'agreements.keepPart': { ...ofVersion, clause: nobody, kept: true },
    'agreements.discardDraft': { ...ofVersion, reason },
    'agreements.sendToReview': ofVersion,
    'agreements.review': { ...ofVersion, hash, approved: true, note: reason },
    'agreements.issue': { ...ofVersion, hash },
    'agreements.compare': { school: nobody, before: nobody, after: nobody },
    'agreements.print': { ...ofVersion, what: 'POSTER', format: 'docx' },
    'agreements.adults': { school: nobody },
    'agreements.saveAdult': {
      ...{ school: nobody, adult: null },
      facts: {
        ...{ name: 'Orla Pennywhistle', audience: 'VISITOR', group: null, organisation: 'Pennywhistle Repairs' },
        ...{ from: '2026-10-01', until: '2026-10-01' },
      },
    },
    'agreements.sign': { school: nobody, signings: [signingFacts] },
    'agreements.together': { school: nobody },
    'agreements.takeBackTogether': { school: nobody, batch: nobody, reason },
    'agreements.voidSigning': { school: nobody, signing: nobody, reason },
    'agreements.signings': { school: nobody, signee },
    'agreements.readForm': { school: nobody, number: '12345678901234' },
    'agreements.clearances': { school: nobody },
    'agreements.clearance': { school: nobody, signee },
    'agreements.mayUse': { school: nobody, signee, edition: nobody },
    'agreements.completion': { school: nobody },
    'agreements.trustCompletion': {},
    'agreements.printPack': { ...ofVersion, group: null, onlyMissing: false },
    'agreements.printLetters': { ...ofText, group: null },
    'agreements.printChanges': ofText,
    'agreements.exportClearances': { school: nobody, format: 'csv', reason },
    'agreements.tryFile': { ...ofVersion, capacity: 'CHILD', job: nobody },
    'agreements.applyFile': { school: nobody, job: nobody },
    'agreements.loans': { school: nobody },
    'agreements.lend': {
      school: nobody,
      facts: { device: 'Laptop', serial: null, borrower: signee, from: '2026-10-01', dueOn: null },
    },
    'agreements.takeBack': { school: nobody, loan: nobody, returnedOn: '2026-10-01', condition: null },
    'agreements.access': { school: nobody },
    'agreements.grantAccess': { school: nobody, signees: [signee], system: 'School network', on: '2026-10-01' },
    'agreements.endAccess': { school: nobody, grants: [nobody], on: '2026-10-01' },
  }
}
