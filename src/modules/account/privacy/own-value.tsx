import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ValueField } from '../../../../cloudfunctions/contract/items'
import { api } from '../../../lib/rpc'
import { asRpcError } from '../../../lib/rpc-error'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'

interface OwnValueProps {
  of: { field: ValueField; itemId?: string }
  /** As the list shows it. */
  known: string
  isMasked: boolean
}

/** What is registered of oneself, in full at a tap. */
export function OwnValue({ of, known, isMasked }: OwnValueProps) {
  const [full, setFull] = useState<string | null>(null)
  const show = () =>
    void api.privacy
      .show(of)
      .then(({ value }) => setFull(value))
      .catch((cause) => tell(asRpcError(cause).message))
  return (
    <View className="row wrap g3">
      <View className="grow">
        <View className="foot soft">现在登记的</View>
        <View className="lead md">{full ?? known}</View>
      </View>
      {isMasked && full === null ? (
        <Button id="field-show" word="看一下" look="outline" icon="eye" isSmall onTap={show} />
      ) : null}
    </View>
  )
}
