import { Button } from './button'

interface MoreButtonProps {
  id: string
  /** 看后面的住户. */
  word: string
  /** A list that comes in pages. */
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown }
}

/** The way to a list's next page where the list does not end with the screen: in a sheet, or on a card. */
export function MoreButton({ id, word, pages }: MoreButtonProps) {
  if (!pages.hasNextPage) return null
  return (
    <Button
      id={id}
      word={word}
      look="tint"
      isBusy={pages.isFetchingNextPage}
      onTap={() => void pages.fetchNextPage()}
    />
  )
}
