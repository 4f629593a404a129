import { View, Button as WechatButton } from '@tarojs/components'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { Tap } from './tap'

export type ButtonLook = 'filled' | 'tint' | 'outline' | 'danger' | 'dangerTint'

interface ButtonProps {
  id?: string
  /** A verb with its object or result: 提交诉求, 接单. */
  word: string
  /** One filled button a page; second actions tint, third outline; danger for alarms only. */
  look?: ButtonLook
  icon?: IconName
  /** Small: 44 high (60 in 长辈版), for buttons inside cards. */
  isSmall?: boolean
  /** Fills the row's free width. */
  isWide?: boolean
  /** The request is on its way: a ring turns, the width stays, taps are ignored. */
  isBusy?: boolean
  isDisabled?: boolean
  /** When the visible word is not enough by itself: 接单，7号楼1单元漏水. */
  label?: string
  onTap: () => void
}

export function Button({
  id,
  word,
  look = 'filled',
  icon,
  isSmall,
  isWide,
  isBusy,
  isDisabled,
  label,
  onTap,
}: ButtonProps) {
  const classes = ['btn', `btn-${look}`, isSmall && 'btn-small', isWide && 'grow', isDisabled && 'btn-off']
  return (
    <Tap
      id={id}
      className={classes.filter(Boolean).join(' ')}
      label={isBusy ? `${label ?? word}，正在办` : (label ?? word)}
      isDisabled={isDisabled || isBusy}
      onTap={onTap}
    >
      {isBusy ? <View className="btn-ring" /> : icon ? <Icon name={icon} size={isSmall ? 'm' : undefined} /> : null}
      <View className="btn-word">{word}</View>
    </Tap>
  )
}

interface PhoneNumberButtonProps {
  id: string
  word: string
  /** WeChat's single-use code for the number, which the server redeems; null when the person declined. */
  onCode: (code: string | null) => void
}

/** The one button WeChat must draw itself, because it opens WeChat's own question for the phone number. */
export function PhoneNumberButton({ id, word, onCode }: PhoneNumberButtonProps) {
  return (
    <WechatButton
      id={id}
      className="btn btn-filled btn-wechat"
      openType="getPhoneNumber"
      aria-label={word}
      onGetPhoneNumber={(event) => onCode(event.detail.code ?? null)}
    >
      {word}
    </WechatButton>
  )
}
