/** The practice trust: five schools to try everything on. */
export { buildPractice } from './build'
