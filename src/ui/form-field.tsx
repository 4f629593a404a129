import { Input, Textarea, View } from '@tarojs/components'
import { type PropsWithChildren, useState } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'
import { named } from './named'
import { Tap } from './tap'

interface FrameProps {
  /** 在哪儿, 您的手机号. Above the value; beside an icon it is only spoken. */
  label: string
  icon?: IconName
  /** How it was filled, or what it is for: 自动定位，误差约 8 米. */
  caption?: string
  /** What is wrong and what to do; takes the caption's place. */
  error?: string
}

function Below({ caption, error }: Pick<FrameProps, 'caption' | 'error'>) {
  if (error) {
    return (
      <View className="field-error" {...named('alert')}>
        <Icon name="alert-circle" size="s" />
        <View>{error}</View>
      </View>
    )
  }
  return caption ? <View className="foot faint">{caption}</View> : null
}

interface FormFieldProps extends FrameProps {
  id?: string
  value: string
  /** Shown while there is no value: an example or what to do, 点这里选楼号. */
  example?: string
  /** The word on the right, 改 or 选. */
  action?: string
  /** Cannot be changed here; a lock says so. */
  isLocked?: boolean
  onTap?: () => void
}

/** A row of a form that opens something to change it: a sheet, a map. */
export function FormField({
  id,
  label,
  icon,
  caption,
  error,
  value,
  example,
  action = '改',
  isLocked,
  onTap,
}: FormFieldProps) {
  const words = `${label}，${value || example || '还没填'}${caption ? `，${caption}` : ''}`
  const inside = (
    <>
      {icon ? <Icon name={icon} className="c-brand" /> : null}
      <View className="grow">
        <View className={icon ? 'field-label field-label-quiet' : 'field-label'}>{label}</View>
        <View className={value ? 'md' : 'faint'}>{value || example}</View>
        <Below caption={caption} error={error} />
      </View>
      {isLocked ? <Icon name="lock" size="m" className="faint" /> : null}
      {onTap && !isLocked ? <View className="sub md c-brand">{action}</View> : null}
    </>
  )
  if (!onTap || isLocked) return <View className="field">{inside}</View>
  return (
    <Tap id={id} className="field" label={`${words}，${action}`} onTap={onTap}>
      {inside}
    </Tap>
  )
}

interface TextFieldProps extends FrameProps {
  id?: string
  value: string
  example?: string
  /** Several lines, growing with what is written. */
  isLong?: boolean
  /** number and phone bring up digits. */
  kind?: 'text' | 'number' | 'phone'
  maxLength: number
  onChange: (value: string) => void
}

const INPUT_TYPES = { text: 'text', number: 'number', phone: 'number' } as const

/** A shorter field takes a number, a plate or a day: full is how it should be. */
const WORDS_FROM = 20

/** A field to write in. Near its limit words are told how much is left. */
export function TextField(props: TextFieldProps) {
  const { id, label, icon, caption, error, value, example, isLong, kind = 'text', maxLength, onChange } = props
  const [isFocused, setFocused] = useState(false)
  const left = maxLength - value.length
  const shared = {
    ...(id && { id }),
    value,
    placeholder: example,
    placeholderClass: 'field-example',
    maxlength: maxLength,
    'aria-label': error ? `${label}，${error}` : label,
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  }
  return (
    <View className={`field field-write ${isFocused ? 'field-focus' : ''} ${error ? 'field-wrong' : ''}`}>
      {icon ? <Icon name={icon} className="c-brand" /> : null}
      <View className="grow">
        <View className="field-label">{label}</View>
        {isLong ? (
          <Textarea className="field-long" autoHeight disableDefaultPadding {...shared} />
        ) : (
          <Input className="field-input" type={INPUT_TYPES[kind]} {...shared} />
        )}
        <Below
          caption={maxLength > WORDS_FROM && left <= maxLength / 10 ? `还能写 ${left} 个字` : caption}
          error={error}
        />
      </View>
    </View>
  )
}

/** A control with its name in the same row: 急不急 beside a Segmented. Below it in 长辈版. */
export function FieldRow({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <View className="field field-row">
      <View className="md">{label}</View>
      <View className="grow">{children}</View>
    </View>
  )
}
