/** Prints the page that is shown. */
export const printPage: (() => void) | null = () => window.print()
