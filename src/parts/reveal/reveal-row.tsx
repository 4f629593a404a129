import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { PERSON_FIELDS, type PersonField } from '../../../cloudfunctions/contract/registry'
import { callPhone } from '../../lib/open-page'
import { CallButton } from '../../ui/avatar'
import { Button } from '../../ui/button'
import type { Reveal } from './use-reveal'
import './reveal.css'

const PHONES: readonly PersonField[] = ['phone', 'contactPhone']
const NUMBERS: readonly PersonField[] = [...PHONES, 'idNumber']

interface RevealRowProps {
  reveal: Reveal
  personId: string
  name: string
  field: PersonField
}

/** A list cell, its child, with the button that shows the masked value in it whole, and hides it again; a phone shown can be called. */
export function RevealRow({ reveal, personId, name, field, children }: PropsWithChildren<RevealRowProps>) {
  const value = reveal.valueOf(personId, field)
  const isShown = value !== null
  const { label } = PERSON_FIELDS[field]
  const word = NUMBERS.includes(field) ? '看完整号码' : '看完整内容'
  return (
    <View className="reveal-row">
      <View className="reveal-cell">{children}</View>
      {value && PHONES.includes(field) ? (
        <CallButton id={`call-${field}-${personId}`} whom={name} onTap={() => callPhone(value)} />
      ) : null}
      <Button
        id={`reveal-${field}-${personId}`}
        word={isShown ? '遮上' : word}
        look="outline"
        isSmall
        label={isShown ? `遮上${name}的${label}` : `看${name}完整的${label}`}
        onTap={() => reveal.toggle({ personId, name, field })}
      />
    </View>
  )
}
