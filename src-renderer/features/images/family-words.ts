/** Words of what was decided about families taking pictures at events (R62). */

export const familyWords = {
  of: (school: string) => (school === '' ? 'Photos by families' : `Photos by families: ${school}`),
  intro:
    'Whether families may take pictures at an event, who decided it, and on which conditions. Pictures families take for themselves need no consent records.',
  waiting: 'Getting the list',
  cannot: 'The list could not be read',
  add: 'Record an event',
  empty: 'Nothing recorded yet',
  emptyText: 'Before an event, write down whether families may take pictures and what they are told.',
  caption: (school: string) => `Photos by families at events of ${school}`,
  columns: {
    event: 'Event',
    on: 'On',
    allowed: 'Families may take pictures',
    conditions: 'Conditions',
    by: 'Decided by',
  },
  yes: 'Yes',
  no: 'No',
  dialog: {
    title: 'Photos by families at an event',
    event: 'Event',
    eventHint: 'Such as “Winter concert”',
    needEvent: 'Enter the event',
    on: 'On',
    needOn: 'Enter the day of the event, like 3 9 2026',
    allowed: 'May families take pictures?',
    needAllowed: 'Choose yes or no',
    conditions: 'Conditions',
    conditionsHint: 'Such as “Own child only, not to be posted”',
    decidedBy: 'Decided by',
    save: 'Record it',
    done: (event: string) => `Recorded: ${event}`,
  },
}
