/** The colour band of a school: always the same for one school, one of eight, and never the only sign of which school it is. */

/** 0 to 7, from the school's id in hex. */
export function bandOf(school: string): number {
  return Number.parseInt(school.slice(0, 4), 16) % 8
}
