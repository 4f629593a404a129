import type { Paid } from '../../../contract/civic/notices'
import type { MessageKind } from '../../../engines/messages/kind'

/** Public words of the publisher, and nothing of whom they go to. */
export interface NoticeParams {
  noticeId: string
  title: string
  /** How it begins, or what was changed. */
  text: string
  placeName: string
  /** As WeChat's time keys want it. */
  at: string
}

const link = ({ noticeId }: NoticeParams) => `/modules/civic/notices/detail?id=${noticeId}`

const told = (
  name: string,
  tip: string,
  titleOf: (title: string) => string,
  { needsConfirmation, paid }: Sending,
): MessageKind<NoticeParams> => ({
  name,
  topic: 'notices',
  urgency: 'normal',
  title: ({ title }) => titleOf(title),
  body: ({ text }) => text,
  link,
  ...(needsConfirmation && { asks: '去看通知' }),
  subscribe: {
    template: 'noticePosted',
    data: ({ title, placeName, at }) => ({ thing1: titleOf(title), thing2: placeName, time3: at, thing4: tip }),
  },
  ...(paid.sms && {
    sms: { template: 'noticePosted', data: ({ title, placeName }) => ({ param1: placeName, param2: titleOf(title) }) },
  }),
  ...(paid.voice && {
    voice: {
      template: 'noticePosted',
      data: ({ title, placeName }) => ({ param1: placeName, param2: titleOf(title) }),
    },
  }),
})

interface Sending {
  needsConfirmation: boolean
  paid: Paid
}

export const posted = (sending: Sending) => told('notices.posted', '点开看全文', (title) => title, sending)
export const reminded = (sending: Sending) => told('notices.reminded', '您还没看，点开看看', (title) => title, sending)
/** Reaches who read it before: no money is spent on it. */
export const corrected = ({ needsConfirmation }: Sending) =>
  told('notices.corrected', '内容有更正，点开看', (title) => `更正：${title}`, {
    needsConfirmation,
    paid: { sms: false, voice: false },
  })

/** What stands in the inbox under the title of a notice that was taken back. */
export const RECALLED_BODY = '这条通知已撤回，点开看原因'

interface ApprovalParams {
  noticeId: string
}

const about = (name: string, title: string, body: string, page: string): MessageKind<ApprovalParams> => ({
  name,
  topic: 'work',
  urgency: 'normal',
  title: () => title,
  body: () => body,
  link: ({ noticeId }) => `/modules/civic/notices/${page}?id=${noticeId}`,
})

export const approvalAsked = about('notices.approvalAsked', '有通知等您审批', '点开看内容，同意后才会发出', 'mine')
export const approved = about('notices.approved', '您的通知审批通过了', '会按定好的时间发出', 'mine')
export const lapsed = about(
  'notices.lapsed',
  '您的通知没有发出',
  '轮到发的时候已经过期，退回草稿了。点开改好时间可以再发',
  'compose',
)
export const refused = about('notices.refused', '您的通知没有通过审批', '点开看原因，改好可以再提交', 'compose')
