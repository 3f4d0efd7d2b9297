import type { Parse } from '../format'

export const parseDocx: Parse = () => ({ pages: null, blocks: [], leftOut: [] })
