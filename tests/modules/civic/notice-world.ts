import { placeIds } from '../../../local/county/cast'

/** A notice to the resident's building, as its form has it. */
export const noticeForm = (given: object = {}) => ({
  title: '周三停水，请提前存水',
  body: '11月25日（周三）早9点到晚5点，檀溪苑1至6号楼停水，自来水公司更换小区主阀。请提前存水，出门前关好水龙头。',
  audience: { placeIds: [placeIds.building], who: { kind: 'all' } },
  paid: { sms: false, voice: false },
  pinnedUntil: null,
  expiresAt: null,
  commentsAllowed: true,
  needsConfirmation: false,
  isUrgent: true,
  fileIds: [],
  ...given,
})

type Counts = Record<'read' | 'told' | 'delivered' | 'waiting' | 'unreachable', number>

/** Everybody in a class. */
export const sumOf = ({ read, told, delivered, waiting, unreachable }: Counts): number =>
  read + told + delivered + waiting + unreachable
