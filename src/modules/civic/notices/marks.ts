import type { api } from '../../../lib/rpc'
import type { IconName } from '../../../ui/icon-names'
import type { Tone } from '../../../ui/tones'

export type ReaderNotice = Awaited<ReturnType<typeof api.notices.list>>['items'][number]
type Mark = { word: string; icon: IconName; tone: Tone }

/** Where a reader stands with a notice; what was recalled asks for nothing more, and what is over need not be read. */
export function marksOf(
  notice: Pick<ReaderNotice, 'state' | 'isPinned' | 'isRead' | 'isCorrected' | 'needsConfirmation' | 'isConfirmed'>,
): Mark[] {
  if (notice.state === 'recalled') return [{ word: '已撤回', icon: 'arrow-back-up', tone: 'mute' }]
  const marks: (Mark | false)[] = [
    notice.isPinned && { word: '置顶', icon: 'flag', tone: 'brand' },
    !notice.isRead && notice.state !== 'expired' && { word: '没看', icon: 'bell', tone: 'info' },
    notice.isCorrected && { word: '已更正', icon: 'pencil', tone: 'warn' },
    notice.needsConfirmation &&
      !notice.isConfirmed &&
      notice.state !== 'expired' && { word: '要您确认', icon: 'hand-stop', tone: 'warn' },
    notice.isConfirmed && { word: '已知晓', icon: 'circle-check', tone: 'ok' },
    notice.state === 'expired' && { word: '已过期', icon: 'history', tone: 'mute' },
  ]
  return marks.filter((mark): mark is Mark => mark !== false)
}
