/** Lists in the layouts schools get them in (domain section 6), with what reading them must give. All names are made up. */
import { commas, encoded, manifestRows, numeric, rosterZip, shared, workbook } from '../support/lists'

export interface Layout {
  readonly title: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly source?: 'csv' | 'xlsx' | 'oneroster'
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly tables: readonly {
    readonly name?: string
    readonly header: readonly string[] | null
    readonly headerLine: number | null
    readonly preamble?: readonly string[]
    readonly rows: readonly (readonly string[])[]
    readonly lines?: readonly number[]
    readonly notes?: readonly string[]
  }[]
}

const split = (headings: string): string[] => headings.split(',')

const SIMS = split(
  'Adno,UPN,Legal Surname,Legal Forename,Surname,Forename,DOB,Gender,Year,Reg,House,Date of Admission,Date of Leaving,In Care,Parental Consent,Consent Date',
)
const simsRows = [
  split('004512,P831900124017,Ashdown,Orla,Ashdown,Orla,03/09/2012,F,8,8B,Kestrel,01/09/2023,,F,T,12/09/2023'),
  split('004513,,O’Marrow,Tobias,O’Marrow,Toby,29/02/2012,M,8,8B,Heron,01/09/2023,,F,F,'),
  split('000098,Q83190012401A,Zoë,,Zoë,,14/11/2011,F,9,9A,Kestrel,01/09/2022,,T,T,01/10/2022'),
]
const BROMCOM = split('Last Name,First Name,Admission Number,UPN,Gender,Year Group,Tutor Group')
const bromcomRows = [
  ['Larkspur', 'Ann-Marie', '00713', 'P831900125018', 'Female', 'R', 'RC'],
  ['de la Rue', 'José', '00714', '', 'Male', '1', '1M'],
]
const ARBOR = split(
  'Arbor Student ID,UPN,Legal First Name,Legal Last Name,Preferred First Name,Preferred Last Name,Date of birth,Year group,Registration form,Enrolment date,Leaving date,Consent type,Consent status,Consented by,Consent date',
)
const arborRows = [
  split(
    '1042,N831900126001,Imogen,Fell,Immy,Fell,07 Mar 2015,Year 5,5 Oak,04 Sep 2019,,Photographs - website,Consented,Mrs R Fell,11 Sep 2024',
  ),
  split(
    '1042,N831900126001,Imogen,Fell,Immy,Fell,07 Mar 2015,Year 5,5 Oak,04 Sep 2019,,Photographs - press,Declined,Mrs R Fell,11 Sep 2024',
  ),
]
const WIDE = split(
  'UPN,Admission Number,Forename,Surname,Year,Form,Photo - Internal,Photo - Website,Photo - Social Media,Photo - Press,Photo - Prospectus,Video,Name with photo,Signed by,Relationship,Date signed',
)
const wideRows = [
  split('A831900121042,0101,Wren,Thackeray,7,7A,Y,N,N,N,Y,Yes,No,M Thackeray,Mother,05/09/2025'),
  split('P831900124017,0102,Bo,Nguyen-Ash,7,7A,TRUE,TRUE,FALSE,0,1,,,,,'),
]
const DATABRIDGE = split(
  'Category,Consent Denied,Date,Topic,Given By (Student/Contact),Given by (Staff),Show on Summary,Archived',
)
const dataBridgeRows = [
  split('Media,TRUE,14/01/2026,Photographs in the press,Contact,,TRUE,FALSE'),
  split('Media,FALSE,14/01/2026,Photographs in school,Contact,,TRUE,FALSE'),
]
const WONDE = split(
  'id,upi,mis_id,title,initials,surname,forename,middle_names,legal_surname,legal_forename,gender,date_of_birth',
)
const wondeRows = [split('A1001,f2d1c0aa,311,,T,Harrow,Tess,,Harrow,Theresa,FEMALE,2013-04-30 00:00:00.000000')]
const FORMS = split(
  'ID,Start time,Completion time,Email,Name,"Child’s full name",Which class?,I agree to photographs on the school website',
).map((heading) => heading.replaceAll('"', ''))
const formsRows = [
  ['1', '9/2/25 8:14:02', '9/2/25 8:16:40', 'anonymous', '', 'Juno Pell', '4 Beech', 'Yes'],
  ['2', '9/2/25 9:01:11', '9/2/25 9:02:30', 'anonymous', '', 'Max Pell', '2 Elm', 'No, thank you'],
]
const OWN = split(
  'tenant_urn,pupil_ref,purpose,basis,state,effective_from,effective_to,decided_by_capacity,channel,wording_version,evidence_ref,recorded_at,recorded_by_role',
)
const ownRows = [
  split('900001,7f3a,website,consent,GIVEN,2025-09-05,,parent,paper form,2,B12/4,2025-09-06T08:00:00Z,OFFICE'),
]

export const USERS_11 = split(
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
)
export const USERS_12 = split(
  'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns',
)
const ORGS = split('sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId')
const ROLES = split(
  'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
)

const csv = (rows: readonly (readonly string[])[]): string => commas(rows)
const joined = (rows: readonly (readonly string[])[], by: string): string =>
  rows.map((row) => row.join(by)).join('\r\n')
const without = (rows: readonly (readonly string[])[], place: number): string[][] =>
  rows.map((row) => row.filter((_, at) => at !== place))

const plain = (
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  bytes: Uint8Array,
  more: Partial<Layout> & Partial<Layout['tables'][number]> = {},
): Layout => ({
  title,
  name: more.name ?? 'list.csv',
  bytes,
  encoding: more.encoding === undefined ? 'utf-8' : more.encoding,
  delimiter: more.delimiter === undefined ? ',' : more.delimiter,
  tables: [
    {
      header,
      headerLine: more.headerLine ?? 1,
      preamble: more.preamble ?? [],
      rows,
      ...(more.lines === undefined ? {} : { lines: more.lines }),
      notes: more.notes ?? [],
    },
  ],
})

const INSTRUCTIONS = [
  'Thistlebrook Primary School: consents 2025/26',
  'Please check every row, then return this file to the office by Friday, 3 October',
]
/** Day 45905 is 5 September 2025. */
const DAY = 45905

export const LAYOUTS: readonly Layout[] = [
  plain('SIMS report in Windows-1252', SIMS, simsRows, encoded(csv([SIMS, ...simsRows]), 'windows-1252'), {
    encoding: 'windows-1252',
  }),
  plain(
    'Bromcom sheet in UTF-8 with a mark',
    BROMCOM,
    bromcomRows,
    encoded(csv([BROMCOM, ...bromcomRows]), 'utf-8-bom'),
    {
      encoding: 'utf-8-bom',
    },
  ),
  plain('Arbor consents, a row each', ARBOR, arborRows, encoded(csv([ARBOR, ...arborRows]))),
  plain('wide consent sheet', WIDE, wideRows, encoded(csv([WIDE, ...wideRows]))),
  plain(
    'DataBridge consents with the denial stated',
    DATABRIDGE,
    dataBridgeRows,
    encoded(csv([DATABRIDGE, ...dataBridgeRows])),
  ),
  plain('Wonde fields', WONDE, wondeRows, encoded(csv([WONDE, ...wondeRows]))),
  plain('answers of an online form', FORMS, formsRows, encoded(csv([FORMS, ...formsRows]))),
  plain('own export', OWN, ownRows, encoded(csv([OWN, ...ownRows]))),
  plain('Excel export with semicolons', WIDE, wideRows, encoded(joined([WIDE, ...wideRows], ';'), 'windows-1252'), {
    delimiter: ';',
    encoding: 'utf-8',
  }),
  plain(
    'Excel export that states its delimiter',
    BROMCOM,
    bromcomRows,
    encoded(`sep=;\r\n${joined([BROMCOM, ...bromcomRows], ';')}`, 'windows-1252'),
    { delimiter: ';', encoding: 'windows-1252', headerLine: 2, lines: [3, 4] },
  ),
  plain('Excel “Unicode text”', SIMS, simsRows, encoded(joined([SIMS, ...simsRows], '\t'), 'utf-16le'), {
    delimiter: '\t',
    encoding: 'utf-16le',
    name: 'list.txt',
  }),
  plain('UTF-16 the other way round', BROMCOM, bromcomRows, encoded(csv([BROMCOM, ...bromcomRows]), 'utf-16be'), {
    encoding: 'utf-16be',
  }),
  plain('UTF-16 without a mark', BROMCOM, bromcomRows, encoded(csv([BROMCOM, ...bromcomRows]), 'utf-16le-bare'), {
    encoding: 'utf-16le',
  }),
  plain(
    'pipes and line ends of old Macs',
    BROMCOM,
    bromcomRows,
    encoded([BROMCOM, ...bromcomRows].map((row) => row.join('|')).join('\r')),
    {
      delimiter: '|',
    },
  ),
  plain(
    'instructions above the headings, padded and not',
    WIDE,
    wideRows,
    encoded(
      [`${INSTRUCTIONS[0] ?? ''}${','.repeat(15)}`, `"${INSTRUCTIONS[1] ?? ''}"`, '', csv([WIDE, ...wideRows])].join(
        '\r\n',
      ),
    ),
    { headerLine: 4, preamble: INSTRUCTIONS, lines: [5, 6] },
  ),
  plain(
    'facts about the list, a blank row, the list',
    BROMCOM,
    bromcomRows,
    encoded(`School,Thistlebrook Primary\nRun on,01/09/2025\n\n${csv([BROMCOM, ...bromcomRows])}`),
    { headerLine: 4, preamble: ['School | Thistlebrook Primary', 'Run on | 01/09/2025'], lines: [5, 6] },
  ),
  plain(
    'addresses over several lines',
    ['Surname', 'Forename', 'Address', 'Form'],
    [
      ['Ashdown', 'Orla', '1 Mill Lane\r\nMarrowby\r\n\r\nOX1 1AA', '8B'],
      ['Fell', 'Immy', 'The "Old" House, Marrowby', '5O'],
    ],
    encoded(
      'Surname,Forename,Address,Form\r\nAshdown,Orla,"1 Mill Lane\r\nMarrowby\r\n\r\nOX1 1AA",8B\r\n\r\nFell,Immy,"The ""Old"" House, Marrowby",5O\r\n',
    ),
    { lines: [2, 7] },
  ),
  {
    title: 'no headings',
    name: 'list.csv',
    bytes: encoded('Ashdown,Orla,03/09/2012,8B\nFell,Imogen,07/03/2015,5O\nPell,Juno,01/01/2016,4B\n'),
    encoding: 'utf-8',
    delimiter: ',',
    tables: [
      {
        header: null,
        headerLine: null,
        rows: [
          ['Ashdown', 'Orla', '03/09/2012', '8B'],
          ['Fell', 'Imogen', '07/03/2015', '5O'],
          ['Pell', 'Juno', '01/01/2016', '4B'],
        ],
        lines: [1, 2, 3],
      },
    ],
  },
  plain(
    'one column of numbers',
    ['UPN'],
    [['P831900124017'], ['N831900126001']],
    encoded('UPN\nP831900124017\nN831900126001\n'),
    {
      delimiter: null,
    },
  ),
  plain(
    'one column of names with commas in them',
    ['Name'],
    [['Ashdown, Orla'], ['Fell, Imogen']],
    encoded('Name\n"Ashdown, Orla"\n"Fell, Imogen"\n'),
    {
      delimiter: null,
    },
  ),
  {
    title: 'workbook with dates, shared texts, numbers and two sheets',
    name: 'Consents.xlsx',
    bytes: workbook(
      [
        {
          name: 'Year 7',
          rows: [
            ['Consents'],
            [],
            ['Adno', 'Surname', 'DOB', 'Website', 'Date signed'],
            ['004512', shared(0), numeric(41155, 1), { attributes: 't="b"', inside: '<v>1</v>' }, numeric(DAY, 1)],
            [numeric(4513), shared(1), '29/02/2012', { attributes: 't="b"', inside: '<v>0</v>' }, ''],
          ],
        },
        { name: 'Empty', rows: [] },
        { name: 'Lookups', state: 'hidden', rows: [['Yes', 'No']] },
      ],
      { shared: ['<t>Ashdown</t>', '<r><t>de la </t></r><r><t>Rue</t></r>'], formats: ['dd/mm/yyyy'] },
    ),
    source: 'xlsx',
    encoding: null,
    delimiter: null,
    tables: [
      {
        name: 'Year 7',
        header: ['Adno', 'Surname', 'DOB', 'Website', 'Date signed'],
        headerLine: 3,
        preamble: ['Consents'],
        rows: [
          ['004512', 'Ashdown', '2012-09-03', 'TRUE', '2025-09-05'],
          ['4513', 'de la Rue', '29/02/2012', 'FALSE', ''],
        ],
        lines: [4, 5],
        notes: ['lost-zeros'],
      },
    ],
  },
  {
    title: 'OneRoster 1.1, bulk',
    name: 'oneroster.zip',
    bytes: rosterZip({
      'manifest.csv': manifestRows('1.1', { users: 'bulk', orgs: 'bulk', demographics: 'absent' }),
      'orgs.csv': [ORGS, ['o1', '', '', 'Thistlebrook', 'school', '', '']],
      'users.csv': [USERS_11, split('u1,,,true,o1,student,orla,,Orla,Ashdown,,004512,,,,,8,hunter2')],
    }),
    source: 'oneroster',
    encoding: 'utf-8',
    delimiter: null,
    tables: [
      { name: 'orgs.csv', header: ORGS, headerLine: 1, rows: [['o1', '', '', 'Thistlebrook', 'school', '', '']] },
      {
        name: 'users.csv',
        header: USERS_11.slice(0, -1),
        headerLine: 1,
        rows: [split('u1,,,true,o1,student,orla,,Orla,Ashdown,,004512,,,,,8')],
        notes: ['password'],
      },
    ],
  },
  {
    title: 'OneRoster 1.2, changes only, in a folder',
    name: 'roster.zip',
    bytes: rosterZip({
      'export/manifest.csv': manifestRows('1.2', { users: 'delta', roles: 'delta' }),
      'export/users.csv': [
        USERS_12,
        split('u1,active,2025-09-01T00:00:00Z,true,orla,,Orla,Ashdown,,004512,,,,,8,pw,,,,,,o1,she/her'),
        split('u2,tobedeleted,2025-09-01T00:00:00Z,false,bo,,Bo,Nguyen,,004513,,,,,8,pw,,,,,,o1,'),
      ],
      'export/roles.csv': [ROLES, split('r1,active,2025-09-01T00:00:00Z,u1,primary,student,,,o1,')],
    }),
    source: 'oneroster',
    encoding: 'utf-8',
    delimiter: null,
    tables: [
      {
        name: 'users.csv',
        header: without([USERS_12], 15)[0] ?? [],
        headerLine: 1,
        rows: without(
          [
            split('u1,active,2025-09-01T00:00:00Z,true,orla,,Orla,Ashdown,,004512,,,,,8,pw,,,,,,o1,she/her'),
            split('u2,tobedeleted,2025-09-01T00:00:00Z,false,bo,,Bo,Nguyen,,004513,,,,,8,pw,,,,,,o1,'),
          ],
          15,
        ),
        notes: ['password'],
      },
      {
        name: 'roles.csv',
        header: ROLES,
        headerLine: 1,
        rows: [split('r1,active,2025-09-01T00:00:00Z,u1,primary,student,,,o1,')],
      },
    ],
  },
  {
    title: 'School Data Sync: no manifest, fewer columns',
    name: 'sds.zip',
    bytes: rosterZip({
      'orgs.csv': [split('sourcedId,name,type,parentSourcedId'), ['o1', 'Thistlebrook', 'school', '']],
      'users.csv': [split('sourcedId,username,givenName,familyName,password'), split('u1,orla,Orla,Ashdown,pw')],
      'roles.csv': [split('userSourcedId,orgSourcedId,role'), split('u1,o1,student')],
      'demographics.csv': [split('userSourcedId,sex'), split('u1,female')],
    }),
    source: 'oneroster',
    encoding: 'utf-8',
    delimiter: null,
    tables: [
      {
        header: split('sourcedId,name,type,parentSourcedId'),
        headerLine: 1,
        rows: [['o1', 'Thistlebrook', 'school', '']],
      },
      {
        header: split('sourcedId,username,givenName,familyName'),
        headerLine: 1,
        rows: [split('u1,orla,Orla,Ashdown')],
        notes: ['password'],
      },
      { header: split('userSourcedId,orgSourcedId,role'), headerLine: 1, rows: [split('u1,o1,student')] },
    ],
  },
]
