/** What a template left open: it is never a name, a date or a rule. */

const DATE_LIKE = /^(?:[dx]{1,2}\s?[/.-]\s?[mx]{1,3}\s?[/.-]\s?[yx]{2,4}|[mx]{2}\s?[/-]\s?[yx]{4})$/i
const OPEN =
  /^(?:tbc|tba|tbd|t\.b\.c\.?|to be (?:confirmed|agreed|advised|decided|completed|inserted|added)|n\.?k\.?|pending|not (?:yet )?(?:known|agreed|approved|set)|insert\b.*|add\b.*\bhere|enter\b.*|click (?:or tap )?(?:here|to)\b.*|choose an item\.?|(?:your |the )?(?:school|academy|trust|college|setting)(?:'s|’s)? name(?: here)?|name of (?:the )?(?:school|academy|trust|person|governor|headteacher|author)|name|names?\s*\/?\s*(?:role|post|title)?|date|date here|month(?:\s*\/?\s*year)?|day\s*\/?\s*month\s*\/?\s*year|role|job title|x{2,}|\?+)$/i
const DOTS = /^(?:[._…\s-]*[._…]{2,}[._…\s]*|[-–—]{3,}|…+)$/
const BRACKETED = /^[[<{(«].*[\]>})»]$/s
/** Words that only stand in brackets where somebody should write something. */
const TO_FILL =
  /\b(?:insert|enter|add|type|state|specify|complete|name|names|date|month|year|school|academy|trust|setting|role|title|number|version|person|governor|headteacher|principal|delete|amend|email|telephone|details?|here|tbc|tba|xx+)\b/i
/** Inside sentences: brackets with an instruction, not "[sic]" or a reference. */
const IN_TEXT =
  /(?:[[<{«]\s*(?:please\s+)?(?:insert|enter|add|type|state|specify|name of|names? and|school name|name of school|academy name|trust name|your school|date|role|job title|delete|amend|tbc|tba|xx+)\b[^\]>}»\n]{0,160}[\]>}»])|(?:\(\s*(?:please\s+)?(?:insert|enter)\s+[^)\n]{1,160}\))|(?:<\s*(?:name|school|date|trust|academy)\s*>)|(?:[[<]\s*(?:name|school|date|role|trust)\s*[\]>])|(?<![\p{L}\p{N}/])x{2}\/x{2}\/x{2,4}(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:XX{1,}|xxx+)(?![\p{L}\p{N}/])/giu

/** Whether a value is a placeholder: "[insert date]", "TBC", "xx/xx/xxxx", "<name>", "……", "____". */
export function isPlaceholder(value: string): boolean {
  const text = value.replace(/\s+/g, ' ').trim()
  if (text === '') return false
  if (DATE_LIKE.test(text) || DOTS.test(text) || OPEN.test(text.replace(/[.:]+$/, ''))) return true
  if (BRACKETED.test(text)) {
    const inner = text.slice(1, -1).trim()
    return TO_FILL.test(inner) || DOTS.test(inner) || inner === '' || OPEN.test(inner)
  }
  // "[insert name], Headteacher", "the ______ Committee"
  return placeholdersIn(text).length > 0 || /_{3,}|\.{5,}|…{2,}/.test(text)
}

/** Placeholders inside a text, as they stand there. Lines to sign on are none. */
export const placeholdersIn = (text: string): string[] =>
  /[[<{«(]|x{2}/i.test(text) ? [...text.matchAll(IN_TEXT)].map(([words]) => words) : []
