import { useEffect, useState } from 'react'
import { now } from '../../lib/clock'
import { msLeft } from '../../lib/format'
import { api } from '../../lib/rpc'
import { useSend } from '../../lib/send'
import { tell } from '../../lib/tell'
import { Button } from '../../ui/button'
import { FloatingBar } from '../../ui/floating-bar'

/** Seconds left until a moment, renewed four times a second; 0 when it has passed. */
function useSecondsLeft(until: string): number {
  const [left, setLeft] = useState(() => msLeft(until, now()))
  useEffect(() => {
    const timer = setInterval(() => setLeft(msLeft(until, now())), 250)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, Math.ceil(left / 1000))
}

interface UndoBarProps {
  order: { id: string; title: string }
  /** ISO; the bar goes by itself then. */
  until: string
  onGone: () => void
  /** 去办这一件, where the bar does not already stand on its page. */
  onOpen?: () => void
}

/** After accepting: ten seconds to take it back without a reason. */
export function UndoBar({ order, until, onGone, onOpen }: UndoBarProps) {
  const seconds = useSecondsLeft(until)
  const undo = useSend(api.desk.undo, {
    onDone: () => {
      tell('撤销了，别人可以接')
      onGone()
    },
    onFault: (fault) => {
      tell(fault.message)
      onGone()
    },
  })
  const isOver = seconds === 0
  useEffect(() => {
    if (isOver) onGone()
  }, [isOver, onGone])
  if (isOver) return null
  return (
    <FloatingBar words={`接下了：${order.title}`}>
      <Button
        id={`order-undo-${order.id}`}
        word={`撤销接单 ${seconds}`}
        look="outline"
        isSmall
        isBusy={undo.isBusy}
        label={`撤销接单，还剩 ${seconds} 秒`}
        onTap={() => void undo.send({ id: order.id })}
      />
      {onOpen ? <Button id={`order-open-${order.id}`} word="去办这一件" look="tint" isSmall onTap={onOpen} /> : null}
    </FloatingBar>
  )
}
