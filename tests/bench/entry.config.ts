import { defineConfig } from '@playwright/test'

/** `npm run bench:entry`: one programme, one worker, no bound on its time but a hang. */
export default defineConfig({
  testDir: '.',
  testMatch: 'entry.bench.ts',
  outputDir: '../.output/bench',
  workers: 1,
  retries: 0,
  timeout: 1_800_000,
  expect: { timeout: 60_000 },
  reporter: 'line',
})
