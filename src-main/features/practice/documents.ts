/** The three documents the practice trust was keyed from, with what their own review tables state. */
import { CivilMonth } from '@contract/primitives'
import type { PolicyDocument } from './facts'

const month = (text: string) => CivilMonth.parse(text)

/** Names the body it goes to, but no day of approval: approval is not evidenced (R86). */
export const ECCLESBOURNE_POLICY: PolicyDocument = {
  title: 'Online Safety Policy - May 2026',
  effectiveFrom: month('2026-05'),
  approvedOn: null,
  approvingBody: 'Finance, Audit and Risk Governors Committee',
  nextReview: month('2027-05'),
}

/** States months only, so the review is overdue from 1 July 2024 (R84). */
export const ASTERDALE_POLICY: PolicyDocument = {
  title: 'Asterdale Primary School Online Safety Policy, version 1',
  effectiveFrom: month('2023-06'),
  approvedOn: month('2023-06'),
  approvingBody: 'Governing Body',
  nextReview: month('2024-06'),
}

/** One document for three schools; the line for the chair's approval is empty (R86). */
export const TRUST_POLICY: PolicyDocument = {
  title: 'Trust Online Safety Policy',
  effectiveFrom: month('2022-03'),
  approvedOn: null,
  approvingBody: 'ELT / Trust Safeguarding Committee',
  nextReview: month('2023-03'),
}
