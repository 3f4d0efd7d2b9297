import { defineConfig } from '@playwright/test'

/** `npm run bench:start`: one programme, one worker, no bound on its time but a hang. */
export default defineConfig({
  testDir: '.',
  testMatch: 'start.bench.ts',
  outputDir: '../.output/bench',
  workers: 1,
  retries: 0,
  timeout: 600_000,
  reporter: 'line',
})
