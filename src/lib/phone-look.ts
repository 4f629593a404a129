import Taro from '@tarojs/taro'

/** The font scale the person set in WeChat, 1 when unknown. */
export function readFontScale(): number {
  const { fontSizeScaleFactor } = Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number }
  return fontSizeScaleFactor && fontSizeScaleFactor > 0 ? fontSizeScaleFactor : 1
}

export const readSystemDark = (): boolean => Taro.getAppBaseInfo().theme === 'dark'

export function watchSystemDark(tell: (isDark: boolean) => void): void {
  Taro.onThemeChange(({ theme }) => tell(theme === 'dark'))
}

/** Colours the bar and the ground that WeChat draws around the page on show, which cannot read our tokens. */
export function paintAround(ground: string, isDark: boolean): void {
  void Taro.setNavigationBarColor({
    frontColor: isDark ? '#ffffff' : '#000000',
    backgroundColor: ground,
    animation: { duration: 0, timingFunc: 'linear' },
  })
  void Taro.setBackgroundColor({ backgroundColor: ground })
}
