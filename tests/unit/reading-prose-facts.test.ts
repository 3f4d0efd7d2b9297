/** Retention statements, systems named, and what a person should know about the text. */
import { describe, expect, it } from 'vitest'
import { codesOf, proseOf } from './reading-prose-document'

const retentionOf = (text: string) =>
  proseOf(`# Policy\n# Data\n${text}`).retention.map(({ subject, period, trigger, action, responsible }) => ({
    subject,
    period,
    trigger,
    action,
    responsible,
  }))
const systemsOf = (text: string) => proseOf(`# Policy\n# Systems\n${text}`).systemsNamed.map(({ name }) => name)

describe('retention statements', () => {
  it.each([
    [
      'Images of pupils are kept for three years after they leave the school.',
      { subject: 'Images of pupils', period: 'for three years after they leave the school' },
    ],
    ['CCTV footage will be retained for 30 days.', { subject: 'CCTV footage', period: 'for 30 days' }],
    [
      'Photographs are deleted when a pupil leaves the school.',
      { subject: 'Photographs', trigger: 'when a pupil leaves the school', action: 'deleted', period: null },
    ],
    [
      'Personal data is held no longer than is necessary for its purpose.',
      { subject: 'Personal data', period: 'no longer than is necessary for its purpose' },
    ],
    [
      'Recordings will be securely destroyed once the meeting has been written up.',
      { subject: 'Recordings', trigger: 'once the meeting has been written up', action: 'securely destroyed' },
    ],
    [
      'Filtering logs are stored for 12 months and then deleted.',
      { subject: 'Filtering logs', period: 'for 12 months', action: 'deleted' },
    ],
    [
      'The office staff are responsible for deleting photographs when they are no longer needed.',
      { responsible: 'The office staff', trigger: 'when they are no longer needed' },
    ],
    [
      'Images are stored in line with the retention policy.',
      { subject: 'Images', period: null, action: 'stored in line with the retention policy' },
    ],
  ])('%s', (text, parts) => expect(retentionOf(text)).toEqual([expect.objectContaining(parts)]))

  it.each([
    'Images are kept securely.',
    'Staff keep pupils safe until they are collected.',
    'Passwords must be kept private for one year.',
    'Any content may be deleted when it breaks the rules on a phone.',
    'Deleted files can be recovered.',
    'The school keeps a record of incidents.',
    'Ensure that copies of the image are deleted.',
  ])('%s is none', (text) => expect(retentionOf(text)).toEqual([]))

  it('are read from the rows of a schedule', () => {
    const text =
      'Record | Retention period | Action at end | Who\nPupil photographs | Leaving + 2 years | Delete | Office manager\nConsent forms | [insert] | Shred | \n | 3 years | Delete | '
    expect(retentionOf(text)).toEqual([
      {
        subject: 'Pupil photographs',
        period: 'Leaving + 2 years',
        trigger: null,
        action: 'Delete',
        responsible: 'Office manager',
      },
      { subject: 'Consent forms', period: null, trigger: null, action: 'Shred', responsible: null },
    ])
  })
})

describe('systems named', () => {
  it.each([
    ['All concerns are logged on CPOMS.', ['CPOMS']],
    ['The school uses Senso to monitor screens.', ['Senso']],
    ['Filtering is provided by Smoothwall and Impero.', ['Smoothwall', 'Impero']],
    ['We use Arbor as our management information system.', ['Arbor']],
    ['Incidents are recorded on SafeKeep Plus.', ['SafeKeep Plus']],
    ['The academy uses Blinkwell to send messages to families.', ['Blinkwell']],
    ["Pictures go on the school's Twitter account.", ['Twitter']],
    ['Our monitoring software is called Watchbird.', ['Watchbird']],
  ])('%s', (text, names) => expect(systemsOf(text)).toEqual(names))

  it.each([
    'The school uses the Internet.',
    'The school uses Keeping Children Safe in Education.',
    'Concerns are reported to the Police and the LADO.',
    'Incidents are logged in the Behaviour Log.',
    'Pupils may know social media such as Twitter, Facebook and TikTok.',
    'We seek insight and every pupil can zoom in on a tapestry.',
    'The school follows guidance from the UK Safer Internet Centre.',
    'See www.smoothwall.com for more.',
    'Staff use Chromebooks.',
    'Reports are sent via the Designated Safeguarding Lead.',
    'The school uses Google.',
  ])('%s names none', (text) => expect(systemsOf(text)).toEqual([]))

  it('say what for, once each, and for which schools', () => {
    const text = `# Policy
For Northgate High School (NHS), Millbrook Infant School (MIS) and Eastfield Sixth Form College (ESC).
# Safety
Concerns are logged on CPOMS.
All incidents are logged (CPOMS at NHS and MIS).
We use Senso to watch screens in lessons.`
    expect(proseOf(text).systemsNamed).toMatchObject([
      { name: 'CPOMS', use: 'Concerns are logged', appliesTo: ['NHS', 'MIS'], confidence: 'certain' },
      { name: 'Senso', use: 'to watch screens in lessons', appliesTo: [] },
    ])
  })

  it('are none in lists of links, contents and quotations', () => {
    expect(systemsOf('x\n# Useful links\nCPOMS: www.example.org\n# Contents\nCPOMS ..... 4')).toEqual([])
    expect(
      systemsOf('The guide says:\n"Many schools log their concerns on CPOMS or on MyConcern, and both are fine."'),
    ).toEqual([])
  })
})

describe('notices', () => {
  it('a number that does not fit its list', () => {
    expect(
      codesOf(proseOf('# Policy\nThere are three areas of risk:\n- Content\n- Contact\n- Conduct\n- Commerce')),
    ).toEqual(['count-differs'])
    expect(
      codesOf(proseOf('# Policy\nThere are four areas of risk:\n- Content\n- Contact\n- Conduct\n- Commerce')),
    ).toEqual([])
    expect(codesOf(proseOf('# Policy\nThere are three areas of risk:\n- Content\n- Contact\n- Conduct'))).toEqual([
      'three-risks',
    ])
    expect(codesOf(proseOf('# Policy\nThere are three groups:\n- Reds\n- Blues\n- Greens'))).toEqual([])
  })

  it('two committees', () => {
    const text =
      '# Policy\nThis policy is reviewed by the Standards Committee.\n# 1 Governors\nThe review of this policy will be carried out by the Curriculum and Pupils Committee.'
    expect(codesOf(proseOf(text))).toEqual(['two-bodies'])
    expect(proseOf(text).findings[0]?.quotes.map(({ source }) => source.line)).toEqual([2, 4])
    expect(codesOf(proseOf(text.replace('Curriculum and Pupils', 'Standards')))).toEqual([])
  })

  it('words of a template', () => {
    expect(codesOf(proseOf('# Policy\nSchools may wish to add further activities.\nDelete as appropriate.'))).toEqual([
      'template-instruction',
    ])
    expect(codesOf(proseOf('# Policy\nThe lead is [insert name of lead].\nAt <school name> we care.'))).toEqual([
      'placeholder',
    ])
    expect(
      proseOf('# Policy\nThe lead is [insert name of lead].\nAt <school name> we care.').findings[0]?.quotes,
    ).toHaveLength(2)
    expect(
      codesOf(proseOf('# Policy\nThe school may wish to contact parents. Pupils should consider others.')),
    ).toEqual([])
  })

  it('an appendix that is not there', () => {
    expect(codesOf(proseOf('# Policy\nSee the flowchart in the appendix.'))).toEqual(['missing-appendix'])
    expect(codesOf(proseOf('# Policy\nSee the flowchart in Appendix 3.\n# Appendix 1: agreement\nText'))).toEqual([
      'missing-appendix',
    ])
    expect(codesOf(proseOf('# Policy\nSee the flowchart in Appendix 1.\n# Appendix 1: agreement\nText'))).toEqual([])
  })

  it('bodies that are no more', () => {
    expect(codesOf(proseOf('# Policy\nWe follow UKCCIS advice.'))).toEqual(['former-body'])
    expect(codesOf(proseOf('# Policy\nWe follow UKCIS advice.'))).toEqual([])
  })
})
