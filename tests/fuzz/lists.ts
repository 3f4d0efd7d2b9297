/** Small made-up lists in the layouts schools get them in; what the fuzz of lists mutates. */
import { columnLetters, escaped } from '../support/lists'

type Rows = readonly (readonly string[])[]

const table = (text: string): Rows =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|'))

const sims = table(`
Adno|UPN|Legal Surname|Legal Forename|DOB|Gender|Year|Reg|In Care|Parental Consent|Consent Date
004512|P831900124017|Ashdown|Orla|03/09/2012|F|8|8B|F|T|12/09/2023
004513||O’Marrow|Tobias "Toby"|29/02/2012|M|8|8B|F|F|
000098|Q83190012401A|Zoë||14/11/2011|F|9|9A|T|T|01/10/2022
004600|N831900126001|de la Rue|José|01/01/2013|M|7|7C|F|T|05/09/2024`)

const wide = table(`
UPN|Forename|Surname|Form|Photo - Internal|Photo - Website|Photo - Press|Signed by|Date signed
A831900121042|Wren|Thackeray|7A|Y|N|N|M Thackeray|05/09/2025
P831900124017|Bo|Nguyen-Ash|7A|TRUE|FALSE|0||
|Lumi|Ash, Fell|7B|Yes|No|1|=1+1|@x
T941900125007|Ida|漢字|7B||||1 Mill Lane
OX1|`)

const consents = table(`
Category|Consent Denied|Date|Topic|Given By (Student/Contact)|Archived
Media|TRUE|14/01/2026|Photographs in the press|Contact|FALSE
Media|FALSE|14/01/2026|Photographs in school; and on screens|Contact|FALSE`)

const logins = table(`
Username|Password|Form
bo|opensesame|8B
immy|opensesame|5O`)

const bare = table(`
Ash|Bo|03/09/2012|8B
Fell|Imogen|07/03/2015|5O
Pell|Juno|01/01/2016|4B`)

const numbers = table(`
UPN
P831900124017
N831900126001`)

const instructed: Rows = [
  ['Thistlebrook Primary School: consents 2025/26'],
  ['Please check, and return by Friday'],
  [''],
  ...wide,
]

/** What stands in the columns of passwords, and nowhere else. */
export const SECRET = 'opensesame'

export const LISTS: readonly Rows[] = [sims, wide, consents, logins, bare, numbers, instructed]

/** Files of a OneRoster set by their names. */
export const ROSTER: Readonly<Record<string, Rows>> = {
  'manifest.csv': table(`
propertyName|value
oneroster.version|1.1
file.users|bulk
file.orgs|bulk`),
  'orgs.csv': table(`
sourcedId|status|dateLastModified|name|type|identifier|parentSourcedId
o1|||Thistlebrook Primary|school|900001|`),
  'users.csv': table(`
sourcedId|status|dateLastModified|enabledUser|orgSourcedIds|role|username|givenName|familyName|identifier|grades|password
u1|||true|o1|student|orla|Orla|Ashdown|004512|8|${SECRET}
u2|||true|"o1,o2"|teacher|bo|Bo|Nguyen-Ash|||${SECRET}`),
}

/** @param by what parts the values; a value is quoted where it has to be */
export const asText = (rows: Rows, by: string, end: string): string =>
  rows
    .map((row) =>
      row
        .map((cell) => (/["\r\n]/.test(cell) || cell.includes(by) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(by),
    )
    .join(end)

/** Sheet data of a workbook: texts of the cells themselves, every third one shared, a number and a formula here and there. */
export function asSheetData(rows: Rows): { readonly sheet: string; readonly shared: string } {
  const shared: string[] = []
  const body = rows.map((row, y) => {
    const cells = row.map((cell, x) => {
      if (cell === '') return ''
      const at = `r="${columnLetters(x)}${y + 1}"`
      if (/^\d{1,6}$/.test(cell)) return `<c ${at}><v>${cell}</v></c>`
      if (cell.startsWith('=')) return `<c ${at} t="str"><f>${escaped(cell.slice(1))}</f><v>${escaped(cell)}</v></c>`
      if ((x + y) % 3 !== 0) return `<c ${at} t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
      shared.push(`<si><r><t>${escaped(cell.slice(0, 2))}</t></r><r><t>${escaped(cell.slice(2))}</t></r></si>`)
      return `<c ${at} t="s"><v>${shared.length - 1}</v></c>`
    })
    return `<row r="${y + 1}">${cells.join('')}</row>`
  })
  return { sheet: `<sheetData>${body.join('\n')}</sheetData>`, shared: shared.join('\n') }
}
