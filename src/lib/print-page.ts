/** Prints what is on the screen; null in WeChat, from which nothing is printed. */
export const printPage: (() => void) | null = null
