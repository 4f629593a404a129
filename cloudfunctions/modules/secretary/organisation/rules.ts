import type { BorderFlaw, Overlap } from '../../../registry/places/borders/rules'

/** What is wrong with a border, and what to do. */
export const FLAW_SENTENCES: Record<BorderFlaw, string> = {
  corners: '至少要有 3 个角，再加几个',
  tangled: '边线自己和自己交叉了，把交叉处的角挪开',
  empty: '几个角在一条线上，围不出地方，挪开一个角',
}

/** 和青檀里第2网格重叠约 120 平方米. */
export function overlapSentence({ name, communityName, isForeign, sharedM2, isTooMuch }: Overlap): string {
  const whom = isForeign ? `${communityName}的${name}` : name
  const shared = `和${whom}重叠约 ${Math.max(1, Math.round(sharedM2))} 平方米`
  if (!isTooMuch) return `${shared}，不多，可以存`
  return isForeign ? `${shared}，出了本社区，请挪开` : `${shared}，请挪开`
}
