import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'
import { root } from './aliases.js'
import { ownRules } from './lint-rules.js'
import { pureFiles, purityRules } from './purity.js'

const product = ['src-main/**/*.ts', 'src-renderer/**/*.{ts,vue}', 'db/**/*.ts']
const typed = ['src-main/**/*.ts', 'src-renderer/**/*.ts', 'db/**/*.ts', 'tests/**/*.ts']

export default defineConfig(
  { basePath: root, ignores: ['out/**', 'dist/**', 'node_modules/**', 'tests/.output/**', 'tests/samples/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { trustward: ownRules } },
  js.configs.recommended,
  {
    basePath: root,
    files: ['**/*.{ts,vue}'],
    extends: [ts.configs.strict],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // Callbacks that return nothing are written that way on purpose: `() => {}` in tests and defaults.
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    basePath: root,
    files: typed,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    basePath: root,
    files: ['src-renderer/**/*.vue'],
    extends: [vue.configs['flat/recommended'], accessibility.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      // A label around its field, or tied to it by id: either is right.
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // An optional property is undefined when left out; its type says so.
      'vue/require-default-prop': 'off',
      'no-undef': 'off',
    },
  },
  {
    basePath: root,
    files: [...product, 'src-main/dev/**', 'tests/**/*.ts', 'electron.vite.config.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'trustward/reasoned-suppression': 'error',
      // Against null it is one test for both kinds of nothing.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a constant object and a union type.' },
      ],
    },
  },
  {
    basePath: root,
    files: ['tests/**/*.ts'],
    rules: {
      // A test that finds nothing fails by itself, and fixtures ask for none of the others by an empty pattern.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  { basePath: root, files: [...product, 'src-main/dev/**'], rules: { 'trustward/walls': 'error' } },
  { basePath: root, files: product, rules: { 'no-console': 'error' } },
  { basePath: root, files: pureFiles, rules: purityRules },
  {
    basePath: root,
    files: ['src-renderer/**/*.{ts,vue}'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write'].map((property) => ({
          property,
          message: 'Text reaches the page as text only.',
        })),
      ],
    },
  },
  {
    basePath: root,
    files: ['src-main/dev/**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: { process: 'readonly', Buffer: 'readonly', require: 'readonly', module: 'readonly' },
    },
  },
  prettier,
)
