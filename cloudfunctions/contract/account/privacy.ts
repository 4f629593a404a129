import { isItemKind, PERSON_ITEMS, type ValueField } from '../items'
import type { ConsentPurpose } from '../registry'

/** What a person reads before they agree. A changed text gets a new version; who agreed to an older one keeps that. */
export const CONSENT_TEXTS: Record<ConsentPurpose, { version: string; text: string }> = {
  health: {
    version: '2026-11',
    text: '同意后，管您这里的网格员和社区书记写明原因，才能看您的健康情况、失能等级和残疾情况，用来照应您。每次看都有记录，您随时能收回。',
  },
  guardian: {
    version: '2026-11',
    text: '同意后，这位家人能替您办事，也能收到您的告警。他替您做的每一件事都写着他的名字，您随时能收回。',
  },
  location: {
    version: '2026-11',
    text: '同意后，您提交事情时可以带上所在的位置，好让办事的人找得到。不会一直跟着您的位置，您随时能收回。',
  },
  minor: {
    version: '2026-11',
    text: '孩子不满 14 岁。您是监护人，同意社区为孩子登记和使用必要的信息，只用来照应孩子。您随时能收回。',
  },
  contact: {
    version: '2026-11',
    text: '同意后，接了您求助的邻居志愿者能看到您的电话，事情办完就看不到了。您随时能收回。',
  },
  duty: {
    version: '2026-11',
    text: '您在党组织里担着职责。同意后，您那个网格的居民在「我的网格」里能看到您的电话，有事好找您。您随时能收回。',
  },
}

/** What a person agrees to by themselves; the others come with a guardianship or a child. */
export const OWN_CONSENTS = ['health', 'location', 'contact', 'duty'] as const satisfies readonly ConsentPurpose[]

/** What 隐私中心 offers: only where a yes or a no already changes something. A function that heeds another adds it here. */
export const OFFERED_CONSENTS = ['health'] as const satisfies readonly ConsentPurpose[]

/** Shown to others only while the person agrees to it. */
const HEALTH_FIELDS: readonly ValueField[] = ['illness', 'careDependence', 'disability']
export const isOfHealth = (field: ValueField): boolean =>
  isItemKind(field) ? PERSON_ITEMS[field].isHealth : HEALTH_FIELDS.includes(field)

/** Why a worker looks at one sensitive field of somebody; the person reads it. */
export const REVEAL_PURPOSES = {
  call: '打电话联系本人',
  visit: '上门走访',
  apply: '帮本人办理事项',
  check: '核对登记的信息',
  emergency: '紧急情况找人',
} as const
export type RevealPurpose = keyof typeof REVEAL_PURPOSES
export const REVEAL_PURPOSE_KEYS = Object.keys(REVEAL_PURPOSES) as RevealPurpose[]

export const REVEALS_AN_HOUR = 60
export const REVEAL_WORDS_MAX = 60

/** What somebody may ask to be corrected, and how many characters besides. */
export const CORRECTION_WORDS_MAX = 100

/** So long a sensitive field stays on the screen once it was asked for. */
export const REVEAL_SHOWN_SECONDS = 30

/**
 * A list or export of more people than this needs a second person's approval; so does one by which somebody has listed
 * more than this without one in the last LIST_FREE_HOURS.
 */
export const LIST_FREE_UNTIL = 200
export const LIST_FREE_HOURS = 24
/** By so much a list may have grown since it was approved. */
export const LIST_GROWTH = 0.05
/** How long an approval holds, in hours. */
export const LIST_APPROVAL_HOURS = 24

export const LIST_PURPOSES = {
  care: '走访关爱',
  emergency: '应急转移和通知',
  benefit: '核对待遇和补贴',
  statistics: '上级要求的统计',
  vaccination: '体检和接种组织',
} as const
export type ListPurpose = keyof typeof LIST_PURPOSES
export const LIST_PURPOSE_KEYS = Object.keys(LIST_PURPOSES) as ListPurpose[]

export const LIST_KINDS = { residents: '居民名单' } as const
export type ListKind = keyof typeof LIST_KINDS
export const LIST_KIND_KEYS = Object.keys(LIST_KINDS) as ListKind[]
