/** The right pane of the window: whether something stands in it now. One thing at a time, same place on every screen. */
import { ref } from 'vue'

/** How many parts of screens show something in the pane. */
export const paneUses = ref(0)

/** The element the pane's content is put into. */
export const PANE = 'right-pane'
