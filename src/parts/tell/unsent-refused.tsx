import type { Unsent } from '../../lib/drafts'
import { openPage } from '../../lib/open-page'
import { dropUnsent, useUnsent } from '../../lib/unsent'
import { keepDraft } from '../../lib/use-draft'
import { paths } from '../../paths'
import { NoticeBar } from '../../ui/notice-bar'
import { BLANK_TELL, type TellDraft } from './tell-draft'

/** Puts a refused appeal back into its form; the place is looked for anew. */
function takeBack({ key, input, photos }: Unsent): void {
  const { text = '', category = BLANK_TELL.category, urgency = BLANK_TELL.urgency } = input as Partial<TellDraft>
  const chosen = { isCategoryChosen: true, isUrgencyChosen: true }
  keepDraft<TellDraft>('appeals.submit', {
    ...BLANK_TELL,
    ...chosen,
    text,
    category,
    urgency,
    photos: photos.filter(({ seconds }) => seconds === undefined),
    voices: photos.filter(({ seconds }) => seconds !== undefined),
  })
  dropUnsent(key)
  openPage(paths.submitAppeal)
}

/** What waited for the network and was then not taken, each with its reason and a way on. */
export function UnsentRefused() {
  const refused = useUnsent().filter((entry) => entry.refusal !== null)
  return refused.map((entry) => (
    <NoticeBar
      key={entry.key}
      kind="danger"
      words={`「${entry.title}」没发出去：${entry.refusal}`}
      {...(entry.path === 'appeals.submit' && { action: '拿回来改', onTap: () => takeBack(entry) })}
      onClose={() => dropUnsent(entry.key)}
    />
  ))
}
