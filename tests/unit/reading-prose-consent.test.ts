/** Leave for pictures: the uses it is asked for, and the rules about it. */
import { describe, expect, it } from 'vitest'
import { purposeOf } from '../../src-main/reader/recognise/prose/consent-purposes'
import { proseOf } from './reading-prose-document'

const purposesOf = (text: string) => proseOf(text).consentPurposes.map(({ label, purpose }) => [label, purpose])
const aboutOf = (text: string) => proseOf(`# Policy\n# Pictures\n${text}`).consentRules.map(({ about }) => about)

const LIST = `# Policy
# Photographs
We ask parents for written permission each year before photographs of their child are used in the following ways:
- On the school website
- On our Facebook page
- In the newsletter
- In displays in classrooms
- In displays outside school
- By local newspapers
- By the school photographer
- With their full name beside the picture
- Staff will not publish addresses.
Text that goes on.
- Not part of it`

describe('uses', () => {
  it('are listed under the sentence that asks', () => {
    expect(purposesOf(LIST)).toEqual([
      ['On the school website', 'WEBSITE'],
      ['On our Facebook page', 'SOCIAL_MEDIA'],
      ['In the newsletter', 'NEWSLETTER'],
      ['In displays in classrooms', 'DISPLAY_INTERNAL'],
      ['In displays outside school', 'DISPLAY_OFFSITE'],
      ['By local newspapers', 'PRESS_MEDIA'],
      ['By the school photographer', 'PROFESSIONAL_PHOTOGRAPHER'],
      ['With their full name beside the picture', 'NAME_WITH_IMAGE'],
    ])
    expect(proseOf(LIST).consentPurposes[0]).toMatchObject({
      asWritten: 'On the school website',
      confidence: 'certain',
      source: { line: 4 },
    })
  })

  it('are complete where the first has lost its bullet', () => {
    const text = LIST.replace('- On the school website', 'On the school website')
    expect(purposesOf(text)).toHaveLength(8)
    expect(purposesOf(text)[0]).toEqual(['On the school website', 'WEBSITE'])
  })

  it('may follow a sentence or two later', () => {
    const text =
      '# Policy\n# Images\nWe will obtain written consent from parents for photographs of their child.\nUses may include:\n- Notice boards and school magazines\n- The school website\n- Outside agencies such as newspapers'
    expect(purposesOf(text)).toEqual([
      ['Notice boards and school magazines', null],
      ['The school website', 'WEBSITE'],
      ['Outside agencies such as newspapers', null],
    ])
  })

  it('may be named inside the sentence', () => {
    const text =
      '# Policy\n# Images\nWritten consent will be sought before photographs are published on the school website, in the newsletter or on social media.'
    expect(purposesOf(text)).toEqual([
      ['school website', 'WEBSITE'],
      ['newsletter', 'NEWSLETTER'],
      ['social media', 'SOCIAL_MEDIA'],
    ])
  })

  it('are none where nothing is asked, or something else is', () => {
    for (const text of [
      '# Policy\nThe school communicates through:\n- the website\n- newsletters\n- social media',
      '# Policy\nStaff need permission to install software on:\n- laptops\n- the website server',
      '# Policy\n# Images\nConsent is not required for photographs used in class books or displays.',
      '# Policy\nThe guidance states:\n"Schools should obtain consent before photographs are published on the website or in newspapers and the press."',
      '# Policy\nIndecent images found on the website are reported; consent does not matter:\n- on the website\n- in the press',
      '# Policy\n# Images\nWe will obtain consent for photographs. Staff must follow these rules:\n- They must not share pictures.\n- They should ask first.\n- They will use school cameras.',
    ]) {
      expect(purposesOf(text)).toEqual([])
    }
  })

  it.each([
    ['prospectus and other printed material, e.g. newspapers', 'PROSPECTUS_PRINT'],
    ['In the prospectus and in newspapers', null],
    ['On Class Dojo', 'LEARNING_APP'],
    ['on the school website and social media', null],
    ['recorded on video at a conference', 'VIDEO_LIVESTREAM'],
    ['for the school records', null],
    ['identity cards', 'ID_PHOTO'],
    ['class photographs sold to families', 'CLASS_PHOTO_TO_FAMILIES'],
    ["pupils' work", 'PUPIL_WORK_NAMED'],
  ])('%s stands for %s', (words, key) => expect(purposeOf(words)).toBe(key))
})

describe('rules', () => {
  it.each([
    ['Written consent from parents is required before photographs of pupils are taken.', ['needed']],
    ['Consent is not needed for photographs used only inside school.', ['not-needed']],
    ['Permission for photographs is sought. This is done every year.', ['needed', 'when-asked']],
    ['Parents may withdraw their consent for photographs in writing at any time.', ['withdrawal']],
    ['Video will not be taken without the permission of participants.', ['participants']],
    ['Pupils must not share images of others without their consent.', ['participants']],
    ["Pupils' full names will not be used on the website beside photographs.", ['names']],
    ['Parents may take photographs at the sports day for their own use.', ['families']],
    ['Staff know the list of pupils whose images must not be published.', ['other']],
  ])('%s', (text, about) => expect(aboutOf(text)).toEqual(about))

  it.each([
    'Staff need permission from the headteacher to use a personal camera for photographs.',
    'Permission is needed to install software.',
    'Indecent images are reported to the police; consent plays no part.',
    'Images are important to young people.',
    'Searches of phones for images need no consent.',
    'User names must not be shared.',
  ])('%s is none', (text) => expect(aboutOf(text)).toEqual([]))

  it('hold for the school whose part they stand in', () => {
    const text =
      '# Policy\nFor Northgate High School (NHS) and Millbrook Infant School (MIS).\n# Millbrook Infant School (MIS)\nWritten consent from parents is obtained before photographs of pupils are published on the school website.'
    expect(proseOf(text).consentRules[0]?.appliesTo).toEqual(['MIS'])
    expect(proseOf(text).consentPurposes[0]?.appliesTo).toEqual(['MIS'])
  })
})
