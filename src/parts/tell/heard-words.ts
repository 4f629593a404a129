import { ORDER_TEXT_MAX } from '../../../cloudfunctions/contract/orders'

interface Words {
  text: string
  heardText: string
}

const ENDS = /[，。！？；、,.!?;\s]$/

/**
 * The words with what was heard. Said again, it takes the place of what was heard before, unless that was corrected
 * meanwhile; what was written stands before it.
 */
export function withHeard({ text, heardText }: Words, heard: string): Words {
  const isUntouched = heardText !== '' && text.endsWith(heardText)
  const before = isUntouched ? text.slice(0, -heardText.length) : text.trimEnd()
  const joint = before === '' || ENDS.test(before) ? '' : '，'
  const room = Math.max(0, ORDER_TEXT_MAX - before.length - joint.length)
  const put = heard.slice(0, room)
  return { text: `${before}${put ? joint : ''}${put}`, heardText: put }
}
