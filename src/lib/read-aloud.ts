/** A page's own voice; null in WeChat, which has none without a plugin: the phone's reader does it. */
export const readAloud: { start: (text: string, onEnd: () => void) => void; stop: () => void } | null = null
