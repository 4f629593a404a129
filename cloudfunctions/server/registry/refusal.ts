/** Understood and refused, in a sentence to be printed; nothing was changed. */
export class Refusal extends Error {}

/** Not understood. */
export class Usage extends Error {}
