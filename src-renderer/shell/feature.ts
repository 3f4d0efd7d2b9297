/** What a feature gives the shell: its screens and, when it has one, its place on the rail. */
import type { RouteRecordRaw } from 'vue-router'
import type { Action } from '@contract'
import type { GlyphName } from '../ui/glyphs'

export interface RailItem {
  readonly words: string
  readonly glyph: GlyphName
  /** Name of the route it leads to. */
  readonly to: string
  /** The right without which the item is not shown. */
  readonly needs: Action | null
}

export interface Feature {
  readonly rail?: RailItem
  readonly routes: readonly RouteRecordRaw[]
}

/**
 * What a screen is about. `school`: the school in the route's `:school`; opening it binds the window to that school
 * (C37). `trust`: all schools; opening it lets go of the school. `any`: whatever the window is bound to.
 */
export type ScreenScope = 'school' | 'trust' | 'any'

declare module 'vue-router' {
  interface RouteMeta {
    /** The screen's name in the window title. */
    title: string
    scope: ScreenScope
    /** Null: open to everybody with a session. */
    needs: Action | null
    /** Name of the rail's route this screen belongs under, when it is not on the rail itself. */
    under?: string
    /** Id of the field that takes the focus when the screen opens, where typing comes before reading; else its heading does. */
    focus?: string
  }
}
