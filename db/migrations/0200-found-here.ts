import type { Migration } from './migration'

/** What looks through folders of pictures found, on this PC alone: no event says it, and no other PC is told. */
export const migration: Migration = {
  id: 200,
  name: 'found here',
  up: [
    `CREATE TABLE here_look (
      folder TEXT PRIMARY KEY NOT NULL,
      device TEXT NOT NULL,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      ended TEXT NOT NULL CHECK (ended IN ('NOT_YET', 'WHOLE', 'PART')),
      stopped TEXT,
      whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
      counts TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE here_unsorted (
      folder TEXT NOT NULL,
      path TEXT NOT NULL,
      below TEXT NOT NULL,
      size INTEGER NOT NULL,
      taken_on TEXT NOT NULL,
      hash TEXT NOT NULL,
      look INTEGER NOT NULL,
      filed INTEGER NOT NULL CHECK (filed IN (0, 1)),
      PRIMARY KEY (folder, path)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE here_amiss (
      folder TEXT NOT NULL,
      path TEXT NOT NULL,
      set_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('MISSING', 'CHANGED')),
      size INTEGER,
      taken_on TEXT,
      hash TEXT,
      look INTEGER NOT NULL,
      PRIMARY KEY (folder, path, set_id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX here_amiss_set ON here_amiss (set_id)`,
    `CREATE TABLE here_problem (
      folder TEXT NOT NULL,
      kind TEXT NOT NULL,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      other TEXT,
      words TEXT NOT NULL,
      PRIMARY KEY (folder, kind, position)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE here_waiting (
      folder TEXT NOT NULL,
      position INTEGER NOT NULL,
      file TEXT NOT NULL,
      path TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (folder, position)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE here_moved (
      folder TEXT NOT NULL,
      part TEXT NOT NULL,
      path TEXT NOT NULL,
      moved_to TEXT NOT NULL,
      PRIMARY KEY (folder, part, path)
    ) STRICT, WITHOUT ROWID`,
  ],
}
