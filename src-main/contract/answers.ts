/** Words of consent that every side shares: purposes, bases, states and answers (domain 3.4). */
import { z } from 'zod'

/** Uses of images the trust compares its schools by (domain 3.4, "Default purposes"). A school's own purpose is mapped to one. */
export const PURPOSE_CODES = [
  'ID_PHOTO',
  'CLASSROOM_EVIDENCE',
  'DISPLAY_INTERNAL',
  'DISPLAY_OFFSITE',
  'NEWSLETTER',
  'PROSPECTUS_PRINT',
  'WEBSITE',
  'SOCIAL_MEDIA',
  'LEARNING_APP',
  'PRESS_MEDIA',
  'VIDEO_LIVESTREAM',
  'PARTNER_ORG',
  'CLASS_PHOTO_TO_FAMILIES',
  'PROFESSIONAL_PHOTOGRAPHER',
  'NAME_WITH_IMAGE',
  'PUPIL_WORK_NAMED',
] as const
export const PurposeCode = z.enum(PURPOSE_CODES)
export type PurposeCode = z.output<typeof PurposeCode>

/** Lawful bases (R39). Only `CONSENT` asks for a Yes; the others may be objected to (R40). */
export const LAWFUL_BASES = ['CONSENT', 'PUBLIC_TASK', 'LEGITIMATE_INTERESTS', 'LEGAL_OBLIGATION'] as const
export const LawfulBasis = z.enum(LAWFUL_BASES)
export type LawfulBasis = z.output<typeof LawfulBasis>

/** How often consent is asked anew (R61). `ON_ENTRY`: until the pupil leaves. */
export const RENEWALS = ['ANNUAL', 'KEY_STAGE', 'ON_ENTRY'] as const
export const Renewal = z.enum(RENEWALS)
export type Renewal = z.output<typeof Renewal>

/** What one person answered. `VOID`: recorded in error, so that no answer of this person stands. */
export const ANSWERS = ['GIVEN', 'REFUSED', 'WITHDRAWN', 'NO_OBJECTION', 'OBJECTED', 'VOID'] as const
export const ConsentAnswer = z.enum(ANSWERS)
export type ConsentAnswer = z.output<typeof ConsentAnswer>

/**
 * How restrictive an answer is: greater is safer, and wins where two PCs disagree (R120). A void permits nothing, but
 * says less than a No.
 */
export const RESTRICTIVENESS: Readonly<Record<ConsentAnswer, number>> = {
  GIVEN: 0,
  NO_OBJECTION: 0,
  VOID: 1,
  OBJECTED: 2,
  REFUSED: 2,
  WITHDRAWN: 3,
}

/** Answers that forbid. */
export const isNo = (answer: ConsentAnswer): boolean => RESTRICTIVENESS[answer] >= 2

/** States of one use for one pupil (R40). */
export const CONSENT_STATES = [
  'NOT_ASKED',
  'REQUESTED',
  'GIVEN',
  'REFUSED',
  'WITHDRAWN',
  'EXPIRED',
  'DISPUTED',
  'NO_OBJECTION',
  'OBJECTED',
  'OBJECTION_OVERRULED',
] as const
export const ConsentState = z.enum(CONSENT_STATES)
export type ConsentState = z.output<typeof ConsentState>

/** In what capacity somebody answered (R44, R47). */
export const CAPACITIES = ['PUPIL', 'PARENT', 'CARER', 'LOCAL_AUTHORITY', 'OTHER'] as const
export const Capacity = z.enum(CAPACITIES)
export type Capacity = z.output<typeof Capacity>

/** How an answer reached the school (R44, R45). */
export const CHANNELS = ['PAPER', 'PORTAL', 'EMAIL', 'LETTER', 'PHONE', 'IN_PERSON', 'IMPORT'] as const
export const Channel = z.enum(CHANNELS)
export type Channel = z.output<typeof Channel>

/** The four answers of Ask (ux 4). `CHECK_FIRST` is a denial that somebody can resolve. */
export const ASK_VERDICTS = ['YES', 'YES_IF', 'NO', 'CHECK_FIRST'] as const
export const AskVerdict = z.enum(ASK_VERDICTS)
export type AskVerdict = z.output<typeof AskVerdict>

/** Why, machine-readable (R54). The highest reason that applies is the one told. */
export const REASON_CODES = [
  /** A live order forbids it (R56). */
  'COURT_ORDER',
  /** A safeguarding flag forbids it (R55). */
  'PROTECTED',
  /** Nobody's authority to decide for a looked-after pupil is recorded (R53). Shown as PROTECTED to most. */
  'CARE_AUTHORITY_MISSING',
  /** Those who may decide differ, or two PCs recorded one person differently (R52, R120). */
  'DISPUTED',
  /** A Yes without the evidence of R44. */
  'UNEVIDENCED',
  /** A pupil who can decide said No (R50). */
  'PUPIL_SAID_NO',
  /** Somebody with parental responsibility said No. */
  'RESPONSIBLE_SAID_NO',
  /** Somebody whose responsibility is not recorded said No: not a No in law, but somebody has to look. */
  'OTHER_SAID_NO',
  /** An objection to a use without consent stands (R40). */
  'OBJECTED',
  /** A Yes by somebody who may not give one (R47). */
  'NOT_THEIRS_TO_GIVE',
  /** The Yes has run out (R51, R61). */
  'EXPIRED',
  /** The Yes counts from a later day, as its form says. */
  'NOT_YET',
  /** The pupil has left, and the Yes does not expressly outlast that (R70). */
  'LEFT',
  /** The pupil's own view is needed and missing (R49, R50). */
  'PUPIL_VIEW_MISSING',
  /** Names are not used with pictures, or not this pupil's (R60). */
  'NAME_NOT_ALLOWED',
  /** Nobody was asked (R41). */
  'NOT_ASKED',
  /** A form is out and has not come back (R41). */
  'NOT_RETURNED',
  /** The records here are too old to say Yes (R123). */
  'RECORDS_OLD',
  /** The clock of this PC cannot be trusted (C38). */
  'CLOCK_DOUBTFUL',
  /** Consent given. */
  'GIVEN',
  /** Needs no consent, and nobody objected (R39, R40). */
  'NO_CONSENT_NEEDED',
  /** An objection was overruled, with a reason, by the data protection officer (R40). */
  'OVERRULED',
] as const
export const ReasonCode = z.enum(REASON_CODES)
export type ReasonCode = z.output<typeof ReasonCode>
