import type { printPage as InWechat } from './print-page'

/** Prints what is on the screen. */
export const printPage: typeof InWechat = () => window.print()
