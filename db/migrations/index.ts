import type { Migration } from './migration'
import { migration as log } from './0010-log'
import { migration as people } from './0020-people'
import { migration as schools } from './0030-schools'
import { migration as matrices } from './0040-matrices'
import { migration as comparison } from './0050-comparison'
import { migration as reading } from './0060-reading'
import { migration as erasure } from './0070-erasure'
import { migration as pupils } from './0080-pupils'
import { migration as consents } from './0090-consents'
import { migration as entry } from './0100-entry'
import { migration as checklists } from './0110-checklists'
import { migration as imports } from './0120-imports'
import { migration as states } from './0130-states'
import { migration as answers } from './0140-answers'
import { migration as images } from './0150-images'
import { migration as agreements } from './0160-agreements'
import { migration as signings } from './0170-signings'
import { migration as signers } from './0180-signers'
import { migration as keptParts } from './0190-kept-parts'
import { migration as foundHere } from './0200-found-here'
import { migration as awareAndClocks } from './0210-aware-and-clocks'
import { migration as standingFacts } from './0220-standing-facts'
import { migration as viewFrom } from './0230-view-from'

export type { Migration } from './migration'

/** Every step a file takes from empty to today's structure, in the order of their ids. */
export const migrations: readonly Migration[] = [
  log,
  people,
  schools,
  matrices,
  comparison,
  reading,
  erasure,
  pupils,
  consents,
  entry,
  checklists,
  imports,
  states,
  answers,
  images,
  agreements,
  signings,
  signers,
  keptParts,
  foundHere,
  awareAndClocks,
  standingFacts,
  viewFrom,
]
