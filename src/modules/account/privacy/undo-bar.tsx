import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { FloatingBar } from '../../../ui/floating-bar'

/** What has just been changed and can be taken back. */
export interface Undoable {
  valueId: string
  /** 车辆改好了. */
  words: string
}

/** After a change about oneself: the way back, until the page is left. */
export function UndoBar({ undoable, minutes, onGone }: { undoable: Undoable; minutes: number; onGone: () => void }) {
  const { send, isBusy } = useSend(api.privacy.undoItem, {
    onDone: () => {
      tell('撤销了，和原来一样')
      onGone()
    },
    onFault: (fault) => {
      tell(fault.message)
      onGone()
    },
  })
  return (
    <FloatingBar words={`${undoable.words}，${minutes} 分钟内能撤销`}>
      <Button
        id="item-undo"
        word="撤销改动"
        look="outline"
        isSmall
        isBusy={isBusy}
        onTap={() => void send({ valueId: undoable.valueId })}
      />
      <Button id="item-keep" word="就这样" look="tint" isSmall onTap={onGone} />
    </FloatingBar>
  )
}
