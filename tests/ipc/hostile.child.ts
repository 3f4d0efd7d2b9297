/** A reader that a hostile file has got hold of: what the file is named says what it does. */
process.on('message', (message) => {
  const { id, name } = message as { id: number; name: string } // Posted by our own `Readers`.
  switch (name) {
    case 'loop':
      for (;;);
    case 'fill': {
      const held: Buffer[] = []
      for (;;) held.push(Buffer.alloc(1_000_000, 7))
    }
    case 'heap': {
      const held: object[] = []
      for (;;) held.push(Array.from({ length: 100 }, () => ({})))
    }
    case 'end':
      process.exit(0)
      break
    case 'crash':
      process.abort()
      break
    case 'flood':
      for (let n = 0; n < 5000; n += 1) process.send?.({ kind: 'progress', id, done: n, total: 5000 })
      process.send?.({ kind: 'read', id, value: process.pid })
      break
    default:
      process.send?.({ kind: 'read', id, value: process.pid })
  }
})
process.send?.({ kind: 'ready' })
