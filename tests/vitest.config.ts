import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { aliases, root } from '../src-main/dev/aliases.js'

// The prebuilt database addon ends an older Node with a segmentation fault and no message at all.
const major = Number(process.versions.node.split('.')[0])
if (major < 22) {
  throw new Error(
    `The unit tests need Node 22.14 or later, this is ${process.versions.node}. Start them with "npm run test:unit" or "npx vitest".`,
  )
}

const setupFiles = ['tests/support/console.ts', 'tests/support/properties.ts']
/** A bound for a hang, in milliseconds; a busy machine takes many times what a quiet one does. */
const testTimeout = 90_000
const long = ['tests/**/*.long.test.ts', 'tests/fuzz/**/*.test.ts']
const shared = { root, resolve: { alias: aliases } }

/** Two projects by default; `--mode long` runs the long programmes instead. */
export default defineConfig(({ mode }) => ({
  ...shared,
  test: {
    maxWorkers: 2,
    projects:
      mode === 'long'
        ? [
            {
              ...shared,
              test: { name: 'long', environment: 'node', include: long, setupFiles, testTimeout: 3_600_000 },
            },
          ]
        : [
            {
              ...shared,
              test: {
                name: 'main',
                environment: 'node',
                include: ['tests/**/*.test.ts'],
                exclude: ['tests/renderer/**', 'tests/e2e/**', 'tests/bench/**', ...long],
                setupFiles,
                testTimeout,
              },
            },
            {
              ...shared,
              plugins: [vue()],
              test: {
                name: 'renderer',
                environment: 'happy-dom',
                include: ['tests/renderer/**/*.test.ts'],
                exclude: long,
                setupFiles,
                testTimeout,
              },
            },
          ],
  },
}))
