import type { Parse } from '../format'

export const parseXlsx: Parse = () => ({ pages: null, blocks: [], leftOut: [] })
