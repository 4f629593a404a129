import type { ResidentCard } from './card-field'

/** Whose something is: it stays, it goes to the other person, or both have it. */
export type Whose = 'stays' | 'gone' | 'both'

/** One thing of a card that may be the other person's. `id`: of a value its id, of a home its id, of a tag its name. */
export interface SplitRow {
  kind: 'valueIds' | 'homeIds' | 'tags'
  id: string
  title: string
  second: string
}

/** Everything of a card that stands, value by value. */
export function rowsOf({ fields, items, tags, homes }: ResidentCard): SplitRow[] {
  const values = [...fields, ...items].flatMap(({ label, current, disputed }) =>
    (current ? [current, ...disputed] : disputed).map((value) => ({
      kind: 'valueIds' as const,
      id: value.id,
      title: `${label}：${value.shown}`,
      second: [value.sourceLabel, value.by, value.id === current?.id ? '现在用的' : '另一种说法']
        .filter(Boolean)
        .join('，'),
    })),
  )
  return [
    ...homes.map(({ homeId, label, relationLabel }) => ({
      kind: 'homeIds' as const,
      id: homeId,
      title: label,
      second: relationLabel,
    })),
    ...values,
    ...tags.map(({ tag, label, sourceLabel }) => ({
      kind: 'tags' as const,
      id: tag,
      title: label,
      second: sourceLabel,
    })),
  ]
}

const keyOf = ({ kind, id }: SplitRow) => `${kind}.${id}`

export type Choice = Readonly<Record<string, Whose>>
export const whoseOf = (choice: Choice, row: SplitRow): Whose => choice[keyOf(row)] ?? 'stays'
export const chosen = (choice: Choice, row: SplitRow, whose: Whose): Choice => ({ ...choice, [keyOf(row)]: whose })

/** What the rows of one kind come to. */
export const partsOf = (rows: readonly SplitRow[], choice: Choice, kind: SplitRow['kind']) => {
  const ids = (whose: Whose) =>
    rows.filter((row) => row.kind === kind && whoseOf(choice, row) === whose).map(({ id }) => id)
  return { gone: ids('gone'), both: ids('both') }
}
