import { dropUnsent, useUnsent } from '../../../lib/unsent'
import { NoticeBar } from '../../../ui/notice-bar'

/** What was written of this person without a network: what waits to go, and what came back with a reason. */
export function UnsentOf({ personId, onAgain }: { personId: string; onAgain: (field: string) => void }) {
  const mine = useUnsent().filter(({ path, input }) => path.startsWith('residents.') && input.personId === personId)
  return mine.map(({ key, title, refusal, input }) =>
    refusal === null ? (
      <NoticeBar key={key} kind="offline" words={`${title}存在手机上，有网自动发`} />
    ) : (
      <NoticeBar
        key={key}
        kind="danger"
        words={`${title}没改成：${refusal}`}
        {...(typeof input.field === 'string' && {
          id: `again-${input.field}`,
          action: '看过再改',
          onTap: () => {
            onAgain(input.field as string)
            dropUnsent(key)
          },
        })}
        onClose={() => dropUnsent(key)}
      />
    ),
  )
}
