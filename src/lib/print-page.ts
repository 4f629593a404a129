/** Prints the page that is shown; null in WeChat, from which nothing is printed. */
export const printPage: (() => void) | null = null
