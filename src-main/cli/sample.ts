/** `sample`: makes the practice trust, or opens it where it is there, and says what it holds. */
import { EXIT, type Exit, type Io } from './io'
import { ask, type CallableVault } from './unlock'

/** Prints a line a school, or with `json` `{version, schools: [{name, years, matrices, pupils}]}`. */
export async function sample(vault: CallableVault, options: { readonly json: boolean }, io: Io): Promise<Exit> {
  await ask(vault, 'session.practice', {})
  const schools = (await ask(vault, 'schools.list', {})).map((school) => ({
    name: school.facts.name,
    years: `${school.facts.lowYear}-${school.facts.highYear}`,
    matrices: school.matrices?.count ?? null,
    pupils: school.pupils,
  }))
  if (options.json) io.out(JSON.stringify({ version: 1, schools }))
  else
    for (const school of schools)
      io.out(`${school.name}: years ${school.years}, ${school.matrices} matrices, ${school.pupils} made-up pupils`)
  return EXIT.done
}
