import type { NoticeWave } from './civic/notices'
import type { OrderAction, OrderKindName, OrderState } from './orders'
import type { Role } from './roles'

/** Something that happened to an order. Ids only: rows of events outlive the personal text. */
export interface OrderEvent {
  orderId: string
  communityId: string
  kind: OrderKindName
  action: OrderAction
  fromState: OrderState | null
  toState: OrderState
  actorId: string
  requesterId: string
  holderId: string | null
  /** Who held it before, where the move took it out of their hands. */
  formerHolderId: string | null
  /** The department in charge after this move, and before it. */
  departmentId: string | null
  formerDepartmentId: string | null
  /** A pause's reason, a rating, a rung of the ladder, a class, a department's id. */
  detail: string | null
  /** The words and pictures that came with the move. */
  noteId: string | null
}

/** Every event's name and payload. */
export interface Events {
  'order.moved': OrderEvent
  'content.checked': { subject: 'note' | 'file' | 'comment'; subjectId: string; passed: boolean; authorId: string }
  /** Two records turned out to be one person: what was the one's is the other's from now on. */
  'person.merged': { fromId: string; intoId: string }
  /** One record turned out to be of two people: these orders are the new one's. */
  'person.split': { fromId: string; newId: string; orderIds: string[] }
  'home.claimed': { claimId: string; gridId: string }
  'home.claimDecided': { claimId: string; personId: string; isApproved: boolean }
  /** Somebody asks to act for another; whom it finds, if anybody, the record alone says. */
  'guardianship.asked': { guardianshipId: string }
  'guardianship.answered': { guardianshipId: string; isAgreed: boolean; actorId: string }
  'guardianship.ended': { guardianshipId: string }
  'role.changed': { personId: string; role: Role; placeId: string; isGranted: boolean }
  /** A worker ended all sessions of a person who asked for it. */
  'sessions.ended': { personId: string }
  /** Somebody wants a list of many people, and a second person said yes or no. */
  'list.asked': { approvalId: string; placeId: string; askedBy: string }
  'list.decided': { approvalId: string; placeId: string; askedBy: string; isApproved: boolean }
  /** Somebody answered a call that read a message about the subject, and pressed a key. May be told twice. */
  'call.keyPressed': { deliveryId: string; personId: string; subjectId: string | null; key: string }
  /** Each function takes away what it keeps of that person. */
  'account.closed': { personId: string }
  /** A notice's moment has come: its readers are to be found. */
  'notice.started': { noticeId: string }
  /**
   * The readers behind `after`, and not behind `until`, are to be told, or put on door lists, a chunk at a time. `round` counts
   * reminders and corrections.
   */
  'notice.wave': {
    noticeId: string
    wave: NoticeWave
    round: number
    after: string | null
    until?: string
  }
  'notice.approvalAsked': { noticeId: string }
  'notice.decided': { noticeId: string; isApproved: boolean }
  /** A grid has a new list of doors to knock at. */
  'doors.listed': { listId: string; gridId: string }
  'feedback.submitted': { feedbackId: string; personId: string; countyId: string }
  'feedback.answered': { feedbackId: string; personId: string }
}

export type EventName = keyof Events
