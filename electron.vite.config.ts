import vue from '@vitejs/plugin-vue'
import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import { aliases, root } from './src-main/dev/aliases.js'
import { external, oldestChromium, oldestNode } from './src-main/dev/targets.js'

const shared = { resolve: { alias: aliases } }

/** Three builds, the processes of the app: main with the vault, the reader, the folders and the command line, the preload, the page. */
export default defineConfig({
  main: {
    ...shared,
    build: {
      outDir: resolve(root, 'out/main'),
      target: oldestNode,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: {
          main: resolve(root, 'src-main/main.ts'),
          vault: resolve(root, 'src-main/vault/entry.ts'),
          reader: resolve(root, 'src-main/reader/entry.ts'),
          folders: resolve(root, 'src-main/folders/entry.ts'),
          cli: resolve(root, 'src-main/cli/index.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    ...shared,
    build: {
      outDir: resolve(root, 'out/preload'),
      target: oldestNode,
      externalizeDeps: false,
      lib: { entry: resolve(root, 'src-main/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    },
  },
  renderer: {
    ...shared,
    root: resolve(root, 'src-renderer'),
    base: './',
    plugins: [vue()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      target: oldestChromium,
      // Inlined assets would be data: addresses, which the page's policy refuses for anything but images.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: resolve(root, 'src-renderer/index.html') },
    },
  },
})
