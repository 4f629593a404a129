import Taro from '@tarojs/taro'

/** Says one short sentence over the page for a moment: what happened, or what to do. */
export function tell(sentence: string): void {
  void Taro.showToast({ title: sentence, icon: 'none', duration: 2500 })
}
