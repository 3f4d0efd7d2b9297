import type { Parse } from '../format'

export const parseText: Parse = () => ({ pages: null, blocks: [], leftOut: [] })
