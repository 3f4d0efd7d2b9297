/** A picture with a second name on the drive: told on a look, before a disposal, and in its record (R73, R75). */
import { existsSync, linkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/tenant'
import { makeDisposalStage } from './images-disposal-stage'
import { wordsAbout } from './images-stage'

test('is deleted under the registered name, and the copy that remains is told before and recorded after', async () => {
  const stage = await makeDisposalStage()
  const { call, school, root, vault } = stage
  stage.put('fete/a.jpg', '2024-06-19')
  stage.put('fete/b.jpg', '2024-06-19')
  const second = join(temporaryFolder(), 'second name.jpg')
  linkSync(join(root, 'fete/a.jpg'), second)
  const report = await stage.scan()
  expect(report).toMatchObject({ complete: true, counts: { new: 2, problems: 1 } })
  expect(wordsAbout(report, 'fete/a.jpg')).toContain('Another name leads to the same picture (hard links)')
  expect(wordsAbout(report, 'fete/b.jpg')).toBe('')
  const proposed = await stage.propose(await stage.addSet('fete', '2024-06-19'))
  expect(proposed.problems).toEqual([expect.stringContaining('1 file has a further name on the drive')])
  await stage.approve(proposed)
  const done = await stage.carryOut(proposed)
  expect([stage.is('fete/a.jpg'), stage.is('fete/b.jpg'), existsSync(second)]).toEqual([false, false, true])
  expect(done.problems).toEqual([
    'Set fete: 1 deleted file had a further name on the drive (hard link), under which the picture remains. Find and delete it by hand.',
  ])
  await call['images.saveRecord']({ school, disposal: proposed.id })
  const page = vault.printed.at(-1)?.html ?? ''
  expect(page).toContain('1 deleted file had a further name on the drive (hard link)')
})
