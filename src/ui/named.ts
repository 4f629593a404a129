export type AriaRole =
  | 'alert'
  | 'button'
  | 'checkbox'
  | 'dialog'
  | 'heading'
  | 'img'
  | 'link'
  | 'list'
  | 'progressbar'
  | 'radio'
  | 'status'
  | 'switch'
  | 'tab'
  | 'tablist'

export interface AriaState {
  isChecked?: boolean
  isSelected?: boolean
  isDisabled?: boolean
}

const roleAttribute = process.env.TARO_ENV === 'h5' ? 'role' : 'aria-role'

const flag = (name: string, value: boolean | undefined) =>
  value === undefined ? {} : { [name]: value ? 'true' : 'false' }

/**
 * What a screen reader is told of an element, in the attributes its platform reads (WeChat says `aria-role`).
 * Spread it: `<View {...named('status', '处理中')}>`.
 */
export const named = (role: AriaRole, label?: string, state: AriaState = {}): Record<string, string> => ({
  [roleAttribute]: role,
  ...(label === undefined ? {} : { 'aria-label': label }),
  ...flag('aria-checked', state.isChecked),
  ...flag('aria-selected', state.isSelected),
  ...flag('aria-disabled', state.isDisabled),
})

/** Says a part aloud when it changes, without moving the reader there. */
export const spoken = { 'aria-live': 'polite' } as const

/** Leaves a drawing out: the words beside it say the same. */
export const unspoken = { 'aria-hidden': 'true' } as const
