/** The made-up register with twelve pupils in two classes: some said yes, some no, some nothing. */
import { makeRegister, type Register } from './register'

export interface FilledRegister extends Register {
  /** In the order they were added, which is that of their forenames. */
  readonly all: readonly { readonly pupil: string; readonly mother: string; readonly father: string }[]
}

export async function filledRegister(): Promise<FilledRegister> {
  const register = await makeRegister()
  const { answer, addPupil, pupil, mother, father } = register
  const all = [{ pupil, mother, father }]
  for (let turn = 1; turn < 12; turn += 1) {
    all.push(await addPupil({ legalForename: `Bren${'abcdefghijkl'.charAt(turn)}`, className: turn < 8 ? '4A' : '4B' }))
  }
  for (const [turn, one] of all.entries()) {
    if (turn % 4 !== 3) await answer(one.pupil, one.mother, turn % 4 === 2 ? 'REFUSED' : 'GIVEN')
  }
  return { ...register, all }
}
