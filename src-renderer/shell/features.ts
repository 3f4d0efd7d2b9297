/** The features in the order of the rail; each brings its screens. A feature that is not listed is not in the app. */
import { agreementsFeature } from '../features/agreements/feature'
import { checklistsFeature } from '../features/checklists/feature'
import { comparisonFeature } from '../features/comparison/feature'
import { askFeature, consentsFeature } from '../features/consents/feature'
import { entryFeature } from '../features/entry/feature'
import { historyFeature } from '../features/history/feature'
import { imagesFeature } from '../features/images/feature'
import { importsFeature } from '../features/imports/feature'
import { matricesFeature } from '../features/matrices/feature'
import { peopleFeature } from '../features/people/feature'
import { pupilsFeature } from '../features/pupils/feature'
import { readingFeature } from '../features/reading/feature'
import { schoolsFeature } from '../features/schools/feature'
import { sessionFeature } from '../features/session/feature'
import type { Feature } from './feature'

export const features: readonly Feature[] = [
  schoolsFeature,
  askFeature,
  consentsFeature,
  imagesFeature,
  agreementsFeature,
  entryFeature,
  pupilsFeature,
  checklistsFeature,
  importsFeature,
  readingFeature,
  matricesFeature,
  comparisonFeature,
  peopleFeature,
  historyFeature,
  sessionFeature,
]
