// Packed into the test runtime: starts the app whose folder stands first among the arguments, the way
// Electron's own default app does. Flags have to be written --name=value, or their value would be taken
// for the folder.
const { app } = require('electron')
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

const position = process.argv.findIndex((part, at) => at > 0 && !part.startsWith('-'))
if (position < 0) {
  process.stderr.write('No app folder given.\n')
  app.exit(2)
} else {
  const folder = resolve(process.argv[position])
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  app.setAppPath(folder)
  app.setName(manifest.productName ?? manifest.name)
  app.setVersion(manifest.version)
  app.setPath('userData', join(app.getPath('appData'), app.getName()))
  require(join(folder, manifest.main))
}
