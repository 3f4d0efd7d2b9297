/** Every word of the screen of lists taken to events. */
import { counted } from '../../ui/words'

export const words = {
  title: 'Photo lists',
  changedTitle: 'A printed list is out of date.',
  changed: (event: string, changed: number, copies: number) =>
    `${event}: ${counted(changed, 'answer', 'answers')} changed since this list was printed: collect ${counted(copies, 'copy', 'copies')}.`,
  show: 'Show the lists',
}
