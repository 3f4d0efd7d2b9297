/** Where the vault process begins: joins the vault to the line that leads to the main process. */
import { serveVault } from './port'
import { createVault } from './vault'

const { parentPort } = process

serveVault(
  {
    post: (message) => parentPort.postMessage(message),
    listen: (listen) => parentPort.on('message', ({ data }) => listen(data)),
  },
  (start, host) => createVault({ ...start, host }),
)
