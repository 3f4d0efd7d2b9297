/**
 * What pure rooms (rules and the merge core) may not touch: anything whose answer changes from one call to
 * the next, or that leaves a trace outside. Facts and dates come in as arguments. Settings for the lint.
 */
const world = [
  ...['process', 'performance', 'crypto', 'fetch', 'console', 'setTimeout', 'setInterval', 'setImmediate'],
  ...['queueMicrotask', 'navigator', 'localStorage', 'globalThis'],
]

const today = 'A rule takes its date as an argument.'

/** @type {import('eslint').Linter.RulesRecord} */
export const purityRules = {
  'no-restricted-globals': ['error', ...world.map((name) => ({ name, message: 'Rules and the merge core are pure.' }))],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: today },
    { object: 'Math', property: 'random', message: 'Rules and the merge core are pure.' },
    { object: 'Temporal', property: 'Now', message: today },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: today },
    { selector: "CallExpression[callee.name='Date']", message: today },
    { selector: 'TSEnumDeclaration', message: 'Use a constant object and a union type.' },
    { selector: 'AwaitExpression', message: 'Rules and the merge core answer at once.' },
  ],
}

/** @type {string[]} the files they hold for */
export const pureFiles = [
  'src-main/features/*/rules.ts',
  'src-main/features/*/rules-*.ts',
  'src-main/features/*/rules/**/*.ts',
  'src-main/sync/core/**/*.ts',
]
