/** What can happen with files of other systems: read in, taken back; how they are read is remembered. In the school's file. */
import { z } from 'zod'
import { Mapping } from '@contract/imports'
import { Hash, Line, PersonId } from '@contract/primitives'
import { entityKind } from '@vault/entity'

/** How files with certain headings are read. Entity: hash of the headings. */
export const mappingKind = entityKind({
  type: 'imports.mapping',
  family: 'fields',
  schema: 1,
  body: z.strictObject({ mapping: Mapping, name: Line }),
  words: () => 'Kept how a file is read',
  shown: () => null,
  undo: 'never',
})

/** A file read in. Its changes stand in the same batch of the log. */
export const importKind = entityKind({
  type: 'imports.run',
  family: 'fields',
  schema: 1,
  body: z.strictObject({
    fileName: z.string().max(300),
    /** BLAKE2b-256 of the file, hex. */
    digest: Hash,
    words: z.string().max(500),
    by: PersonId,
    undone: z.boolean(),
  }),
  words: (_event, before) => (before === null ? 'Read in a file of pupils or consents' : 'Took an import back'),
  shown: () => null,
  undo: 'never',
})

export const importsKinds = [mappingKind, importKind] as const
