/** Who keeps the registry of the people of their own grid or community. */
export const REGISTRY_KEEPERS = ['gridWorker', 'secretary'] as const

/** Why somebody opens a card; the person it is about reads it in 隐私中心. */
export const CARD_PURPOSES = {
  check: '核对登记信息',
  visit: '上门走访',
  order: '办理您的诉求',
  emergency: '遇到紧急情况',
} as const
export type CardPurpose = keyof typeof CARD_PURPOSES
export const CARD_PURPOSE_KEYS = Object.keys(CARD_PURPOSES) as CardPurpose[]

/** A look at a card in the access log, with its purpose behind the dot. */
export const CARD_LOOK = 'card.'

/** Two characters make a word to search by; four digits are also the end of a phone number. */
export const SEARCH_WORDS_MIN = 2
export const SEARCH_WORDS_MAX = 40
export const PHONE_TAIL = /^\d{4}$/

/** For so many days a death that was recorded by mistake can be taken back. */
export const DEATH_UNDONE_WITHIN_DAYS = 90

/** Years; older than anybody has grown. */
export const AGE_MAX = 130
