import { callPhone } from '../../lib/open-page'
import { Avatar, CallButton } from '../../ui/avatar'
import { ListCell } from '../../ui/list-cell'

interface PersonRowProps {
  id?: string
  /** 网格员; left out where a heading says it. */
  what?: string
  person: { name: string; placeLabel: string; phone: string | null }
  /** In place of where. */
  second?: string
}

/** Somebody of the grid, with a telephone where they may be called. */
export function PersonRow({ id, what, person, second }: PersonRowProps) {
  const { name, placeLabel, phone } = person
  const title = what ? `${what} ${name}` : name
  const call = phone ? <CallButton id={id} whom={title} onTap={() => callPhone(phone)} /> : undefined
  return <ListCell lead={<Avatar name={name} />} title={title} second={second ?? placeLabel} end={call} />
}
