import type { Parse } from '../format'

export const parseHtml: Parse = () => ({ pages: null, blocks: [], leftOut: [] })
