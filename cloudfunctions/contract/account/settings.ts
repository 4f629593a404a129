/** A person's own choices, kept on the server so that they follow to the next phone. */
export interface Settings {
  /** 长辈版 */
  isElderMode: boolean
  theme: 'auto' | 'light' | 'dark'
}

export const DEFAULT_SETTINGS: Settings = { isElderMode: false, theme: 'auto' }
