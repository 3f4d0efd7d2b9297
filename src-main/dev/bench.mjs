import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { aliases, root } from './aliases.js'
import { modernNode } from './node-runtime.mjs'
import { preparePackages } from './packages.mjs'
import { runScript, SetUpError } from './say.mjs'
import { external, oldestNode } from './targets.js'

// `npm run bench -- ARGUMENTS` bundles tests/bench/run.ts the way the app is bundled, so that what is
// measured is what ships, and runs it on a Node new enough. Vite is loaded late: the packages come first.
await runScript(async () => {
  const entry = join(root, 'tests', 'bench', 'run.ts')
  if (!existsSync(entry)) throw new SetUpError('there is no tests/bench/run.ts.', 'Get it back from the repository.')
  await preparePackages()
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: aliases },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: oldestNode,
      outDir: join(root, 'out', 'bench'),
      rolldownOptions: {
        external,
        input: { run: entry },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  })
  const built = join(root, 'out', 'bench', 'run.cjs')
  return await new Promise((done, refuse) => {
    const child = spawn(modernNode(), ['--expose-gc', built, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
    process.on('SIGINT', () => {})
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', refuse)
    child.on('close', (code) => done(code ?? 130))
  })
})
