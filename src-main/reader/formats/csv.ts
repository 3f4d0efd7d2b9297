import type { Parse } from '../format'

export const parseCsv: Parse = () => ({ pages: null, blocks: [], leftOut: [] })
