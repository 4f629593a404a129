import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { Button } from './button'
import { Sheet } from './sheet'

interface ConfirmSheetProps {
  /** Of the button that goes on. */
  id?: string
  isOpen: boolean
  /** The question: 这件办好了吗. */
  title: string
  /** What follows from it: 确认后就结案，15 天内还能重新办. */
  body?: string
  /** The verb with its object: 确认办好, 撤回诉求. Never 确定. */
  verb: string
  /** The way back, also in words: 先不办. */
  back?: string
  /** For what cannot be undone. */
  isGrave?: boolean
  isBusy?: boolean
  isDisabled?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something happens, in our own words; a child may be a field for the reason. */
export function ConfirmSheet(props: PropsWithChildren<ConfirmSheetProps>) {
  const {
    id,
    isOpen,
    title,
    body,
    verb,
    back = '先不办',
    isGrave,
    isBusy,
    isDisabled,
    onConfirm,
    onClose,
    children,
  } = props
  return (
    <Sheet
      isOpen={isOpen}
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button word={back} look="outline" onTap={onClose} />
          <Button
            id={id}
            word={verb}
            look={isGrave ? 'danger' : 'filled'}
            isWide
            isBusy={isBusy}
            isDisabled={isDisabled}
            onTap={onConfirm}
          />
        </>
      }
    >
      {body ? <View className="soft sheet-note">{body}</View> : null}
      {children}
    </Sheet>
  )
}
