import { useState } from 'react'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import type { Below } from './kinds'

/** Gives a place another name, or puts it out of use while it is empty. */
export function ChangeSheet({ place, onClose }: { place: Below; onClose: () => void }) {
  const [name, write] = useState(place.name)
  const done = (sentence: string) => ({
    topics: ['buildings' as const, 'organisation' as const],
    onDone: () => {
      tell(sentence)
      onClose()
    },
  })
  const renaming = useSend(api.buildings.rename, done('名字改好了'))
  const retiring = useSend(api.buildings.retire, done('停用了'))
  const fault = renaming.fault ?? retiring.fault
  const isSame = name.trim() === '' || name.trim() === place.name
  return (
    <Sheet
      isOpen
      title={`改${place.name}`}
      onClose={onClose}
      footer={
        <>
          {place.mayRetire ? (
            <Button
              id="place-retire"
              word={`停用${place.name}`}
              look="dangerTint"
              isBusy={retiring.isBusy}
              onTap={() => void retiring.send({ id: place.id })}
            />
          ) : null}
          <Button
            id="place-rename"
            word="改名字"
            isWide
            isBusy={renaming.isBusy}
            isDisabled={isSame}
            onTap={() => void renaming.send({ id: place.id, name: name.trim() })}
          />
        </>
      }
    >
      {fault ? <NoticeBar kind="danger" words={Object.values(fault.fields)[0] ?? fault.message} /> : null}
      <TextField id="place-name" label="新名字" value={name} maxLength={20} onChange={write} />
    </Sheet>
  )
}
