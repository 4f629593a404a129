import type { MessageKind } from '../../../engines/messages/kind'

interface CorrectionParams {
  orderId: string
  /** 更正电话 */
  category: string
  /** The grid. */
  place: string
}

export const arrived: MessageKind<CorrectionParams> = {
  name: 'correction.arrived',
  topic: 'work',
  urgency: 'normal',
  title: ({ category }) => `有人请您${category}`,
  body: ({ place }) => `${place}，接单后核实`,
  link: ({ orderId }) => `/modules/worker/desk/order?id=${orderId}`,
  asks: '去接单',
}

export const resolved: MessageKind<CorrectionParams> = {
  name: 'correction.resolved',
  topic: 'account',
  urgency: 'normal',
  title: ({ category }) => `${category}，核实过了`,
  body: () => '点开看看对不对，对了请确认',
  link: ({ orderId }) => `/modules/governance/appeals/detail?id=${orderId}`,
  asks: '看对不对，去确认',
}

export const refused: MessageKind<CorrectionParams> = {
  name: 'correction.refused',
  topic: 'account',
  urgency: 'normal',
  title: ({ category }) => `${category}，没有办成`,
  body: () => '点开看看原因',
  link: ({ orderId }) => `/modules/governance/appeals/detail?id=${orderId}`,
}
