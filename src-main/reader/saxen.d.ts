/** What of `saxen` is used; the package brings no types. */
declare module 'saxen' {
  export class Parser {
    /** Prefixes to give to elements and attributes, by namespace address. */
    ns(prefixes: Readonly<Record<string, string>>): this
    on(event: 'openTag', step: (name: string, attributes: () => Record<string, string>) => void): this
    on(event: 'closeTag', step: (name: string) => void): this
    on(event: 'text' | 'cdata' | 'attention', step: (text: string) => void): this
    on(event: 'error' | 'warn', step: (error: Error) => void): this
    parse(xml: string): void
  }
}
