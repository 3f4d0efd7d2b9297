import { relative, sep } from 'node:path'
import { root } from './aliases.js'
import { importsOf } from './imports-of.js'
import { judge, judgeMaking } from './walls.js'

/** @typedef {import('eslint').Rule.RuleModule} RuleModule */

/** Asks the import walls about every import of a file. @type {RuleModule} */
const walls = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/')
    return {
      Program() {
        const making = judgeMaking(file, context.sourceCode.text)
        if (making !== null) context.report({ loc: { line: 1, column: 0 }, message: making })
        for (const one of importsOf(file, context.sourceCode.text)) {
          const message = judge(file, one)
          if (message !== null) context.report({ loc: { line: one.line, column: 0 }, message })
        }
      },
    }
  },
}

/** A comment that switches a rule off says why, behind two dashes. @type {RuleModule} */
const reasonedSuppression = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const switchesOff = /^\s*eslint-disable/.test(comment.value)
          if (switchesOff && !/\s--\s+\S.{9,}/s.test(comment.value)) {
            context.report({ loc: comment.loc ?? { line: 1, column: 0 }, message: 'Say why, as in: -- reason' })
          }
        }
      },
    }
  },
}

/** Our own lint rules, as ESLint wants them. */
export const ownRules = { rules: { walls, 'reasoned-suppression': reasonedSuppression } }
