import { useState } from 'react'
import type { Point } from '../../../../cloudfunctions/contract/places'
import { locate } from '../../../lib/location'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { Button } from '../../../ui/button'
import { FormField, TextField } from '../../../ui/form-field'
import { NoticeBar } from '../../../ui/notice-bar'
import { Sheet } from '../../../ui/sheet'
import { ADDED, type Shown } from './kinds'

interface AddSheetProps {
  place: Shown['place']
  onClose: () => void
}

/** Adds a building with where it stands, an entrance, or a home. */
export function AddSheet({ place: { id, kind, label }, onClose }: AddSheetProps) {
  const [name, write] = useState('')
  const [point, stand] = useState<Point | null>(null)
  const options = {
    topics: ['buildings' as const],
    onDone: () => {
      tell('加好了')
      onClose()
    },
  }
  const place = useSend(api.buildings.add, options)
  const home = useSend(api.buildings.addHome, options)
  const { isBusy, fault } = kind === 'entrance' ? home : place
  const added = ADDED[kind]!
  const find = async () => {
    const fix = await locate()
    if (fix.kind === 'located') stand({ lat: fix.at.lat, lng: fix.at.lng })
    else tell('没能定位，先加上，以后再补位置')
  }
  const send = () =>
    kind === 'entrance'
      ? void home.send({ entranceId: id, room: name.trim() })
      : void place.send({ parentId: id, name: name.trim(), ...(point && { point }) })
  return (
    <Sheet
      isOpen
      title={`在${label}${added.word}`}
      onClose={onClose}
      footer={
        <Button id="place-send" word={added.word} isWide isBusy={isBusy} isDisabled={name.trim() === ''} onTap={send} />
      }
    >
      {fault ? <NoticeBar kind="danger" words={Object.values(fault.fields)[0] ?? fault.message} /> : null}
      <TextField
        id="place-name"
        label={added.label}
        example={added.example}
        value={name}
        maxLength={added.max}
        onChange={write}
      />
      {kind === 'grid' ? (
        <FormField
          id="place-point"
          label="楼在哪儿"
          icon="map-pin"
          value={point ? '您现在站的地方' : ''}
          example="站在楼前，点这里定位"
          caption="有了位置，居民定位时才找得到这栋楼"
          action="定位"
          onTap={() => void find()}
        />
      ) : null}
    </Sheet>
  )
}
