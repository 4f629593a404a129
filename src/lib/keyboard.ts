/** Lets Enter and the space bar press our controls in a browser; WeChat has no keyboard to press them with. */
export function pressByKeyboard(): void {
  if (process.env.TARO_ENV !== 'h5') return
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    const role = target.getAttribute?.('role')
    if (!role || !['button', 'tab', 'radio', 'checkbox', 'switch', 'link'].includes(role)) return
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    target.click()
  })
}
