import type { Parse } from '../../format'

export const parsePdf: Parse = () => ({ pages: null, blocks: [], leftOut: [] })
