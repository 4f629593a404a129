/** Fen for one paid message, and what is left of the month's cap; null while no provider is set up. */
export const PRICES: { smsFen: number | null; voiceFen: number | null; capLeftFen: number | null } = {
  smsFen: null,
  voiceFen: null,
  capLeftFen: null,
}
