import Taro from '@tarojs/taro'

/** WeChat keeps at most ten pages on top of each other. */
const STACK_MAX = 10

/** Opens a page of the app by its address; tab pages take the whole stack's place. */
export function openPage(url: string): void {
  if (url.startsWith('/pages/')) void Taro.switchTab({ url })
  else if (Taro.getCurrentPages().length >= STACK_MAX) void Taro.redirectTo({ url })
  else void Taro.navigateTo({ url })
}

/** Puts a page in the present one's place, which going back should not meet again. */
export const replacePage = (url: string): void => void Taro.redirectTo({ url })

export const goHome = (): void => void Taro.switchTab({ url: '/pages/home/home' })

/** Goes one page back, or home where there is none, as after opening a page from a push. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else goHome()
}

/** Calls a telephone number; giving up in the phone's own dialog is an answer. */
export function callPhone(phoneNumber: string): void {
  Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
}
