import type { MessageKind } from '../../../engines/messages/kind'

export const listed: MessageKind<{ listId: string; gridName: string; at: string }> = {
  name: 'doors.listed',
  topic: 'work',
  urgency: 'normal',
  title: () => '有敲门名单要您去告知',
  body: ({ gridName }) => `${gridName}，点开看要去哪几户`,
  link: ({ listId }) => `/modules/worker/doors/list?id=${listId}`,
  employee: {
    template: 'orderWaiting',
    data: ({ gridName, at }) => ({ thing1: '敲门告知', thing2: gridName, time3: at, phrase4: '一般' }),
  },
}
