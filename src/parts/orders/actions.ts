import { REOPEN_DAYS } from '../../../cloudfunctions/contract/orders'
import type { ProcedurePath } from '../../lib/rpc'

/** Moves that are asked for with words or pictures, each in a sheet of its own. */
export type WordedAction =
  | 'supplement'
  | 'reopen'
  | 'withdraw'
  | 'contest'
  | 'step'
  | 'resolve'
  | 'handBack'
  | 'decline'
  | 'reinstate'
  | 'uphold'

export interface WordedMove {
  path: ProcedurePath
  /** On the button that opens the sheet and on the one that sends. */
  verb: string
  title: string
  /** What follows from it. */
  body?: string
  /** The field's name and an example. */
  ask: string
  example: string
  /** reason: words; evidence: words or a picture; nothing: words are welcome. */
  needs: 'reason' | 'evidence' | 'nothing'
  takesPhotos: boolean
  /** Cannot be taken back by who does it. */
  isGrave?: boolean
  done: string
}

/** What each sheet says and where it sends. */
export const WORDED_MOVES: Record<WordedAction, WordedMove> = {
  supplement: {
    path: 'appeals.supplement',
    verb: '补充情况',
    title: '补充情况',
    ask: '又有什么情况',
    example: '写一句话，或者拍张照片',
    needs: 'evidence',
    takesPhotos: true,
    done: '补上了，在办的人看得到',
  },
  reopen: {
    path: 'appeals.reopen',
    verb: '没办好，重新办',
    title: '哪里没办好',
    body: '先请原来办的人重新办；他不负责这里了，就由别人来接。',
    ask: '哪里没办好',
    example: '写一句话，或者拍张照片',
    needs: 'evidence',
    takesPhotos: true,
    done: '已经请他们重新办',
  },
  withdraw: {
    path: 'appeals.withdraw',
    verb: '撤回诉求',
    title: '撤回这件诉求吗',
    body: '撤回后没有人再办，也不能恢复；还想办要重新提。',
    ask: '为什么撤回（可以不写）',
    example: '比如：已经自己解决了',
    needs: 'nothing',
    takesPhotos: false,
    isGrave: true,
    done: '诉求撤回了',
  },
  contest: {
    path: 'appeals.contest',
    verb: '申请复核',
    title: '申请复核',
    body: '社区会重新看一遍。每件诉求可以申请一次。',
    ask: '为什么不同意',
    example: '写清楚为什么应该受理',
    needs: 'reason',
    takesPhotos: true,
    done: '已申请复核，结果会告诉您',
  },
  step: {
    path: 'desk.step',
    verb: '记一步进展',
    title: '记一步进展',
    ask: '办到哪一步了',
    example: '比如：灯头烧坏，下午带配件来换',
    needs: 'evidence',
    takesPhotos: true,
    done: '记上了，居民看得到',
  },
  resolve: {
    path: 'desk.resolve',
    verb: '办好了，请居民确认',
    title: '办好了',
    body: `写一句结果或拍张照片。居民确认后结案，${REOPEN_DAYS} 天内可以请您重新办。`,
    ask: '办的结果',
    example: '比如：已换新灯头，亮了',
    needs: 'evidence',
    takesPhotos: true,
    done: '已请居民确认',
  },
  handBack: {
    path: 'desk.handBack',
    verb: '退回重派',
    title: '退回重派',
    body: '退回后别的网格员能接，居民看得到原因。',
    ask: '为什么退回',
    example: '比如：灯杆归市政管，物业不能拆修',
    needs: 'reason',
    takesPhotos: false,
    done: '已退回，等别人接单',
  },
  decline: {
    path: 'appeals.decline',
    verb: '不予受理',
    title: '这件不予受理吗',
    body: '居民会看到原因，可以申请一次复核。您自己不能撤销。',
    ask: '为什么不受理',
    example: '写清依据，以及可以找哪里办',
    needs: 'reason',
    takesPhotos: true,
    isGrave: true,
    done: '已告诉居民不予受理',
  },
  reinstate: {
    path: 'appeals.reinstate',
    verb: '重新受理',
    title: '重新受理',
    body: '会回到接单台，等网格员接单。',
    ask: '想对居民说的话（可以不写）',
    example: '比如：看过现场，应该由我们办',
    needs: 'nothing',
    takesPhotos: false,
    done: '已重新受理，等人接单',
  },
  uphold: {
    path: 'appeals.uphold',
    verb: '维持不受理',
    title: '维持原来的决定吗',
    body: '复核只有一次，维持后这件诉求就结束了。居民会看到原因。',
    ask: '为什么维持',
    example: '写清依据，以及可以找哪里办',
    needs: 'reason',
    takesPhotos: true,
    isGrave: true,
    done: '已告诉居民复核结果',
  },
}
