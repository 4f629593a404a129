import type { MessageKind } from '../../../engines/messages/kind'

/** Nobody's name: who it is stands on the page behind. */
const kind = (name: string, title: string, body: string, asks?: string): MessageKind<object> => ({
  name: `family.${name}`,
  topic: 'account',
  urgency: 'normal',
  title: () => title,
  body: () => body,
  link: () => '/modules/account/family/list',
  asks,
})

export const asked = kind('asked', '有人想替您办事', '点开看是谁，您同意了才行', '看是谁，去答复')
export const agreed = kind('agreed', '家人同意了', '您现在能替家人办事，办的每一件都写您的名字')
export const refused = kind('refused', '替家人办事的申请没有通过', '点开看看原因')
export const entrusted = kind('entrusted', '家人能替您办事了', '网格员说当面征得过您同意；不对的话，点开就能停掉')
export const ended = kind('ended', '家人代办停了', '马上生效，点开看现在谁能替谁办事')

/** The grid alone. */
export const toConfirm: MessageKind<{ gridName: string }> = {
  name: 'family.toConfirm',
  topic: 'work',
  urgency: 'normal',
  title: () => '有人想替家人办事，等您核实',
  body: ({ gridName }) => `${gridName}，当面征得老人同意再通过`,
  link: () => '/modules/worker/claims/list',
  asks: '去核实',
}

export const acted: MessageKind<{ orderId: string }> = {
  name: 'family.acted',
  topic: 'account',
  urgency: 'normal',
  title: () => '家人替您提了一件事',
  body: () => '点开看提的是什么，办到哪一步',
  link: ({ orderId }) => `/modules/governance/appeals/detail?id=${orderId}`,
}
