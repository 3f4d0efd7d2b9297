import { defineConfig } from '@playwright/test'

/**
 * End-to-end tests drive the built app in real windows. Each test brings its own data folder, so they run
 * side by side; a failed one is a failure, never tried again.
 */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/wake.ts',
  outputDir: '.output/e2e',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // Bounds for a hang, not for speed: a machine under load opens the practice trust in half a minute.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
})
