/**
 * Reads a text aloud; answers how to stop. null where the phone gives an app no voice: WeChat has none of its own.
 * `onEnd` is called once, also when it was stopped.
 */
export const readAloud: ((text: string, onEnd: () => void) => () => void) | null = null
