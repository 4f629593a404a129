import type { Urgency } from '../../../contract/orders'
import type { Span } from '../../../engines/orders/promise/due'

interface Promised {
  span: Span
  extension: Span
}

interface Setting extends Promised {
  placeId: string
  category: string
  urgency: Urgency
}

/** What holds at a place: its own, or the nearest above it, or the kind's. */
export interface Holding extends Promised {
  category: string
  urgency: Urgency
  /** The place that set it; null for the kind's own. */
  setAt: string | null
  /** What would hold without the place's own setting. */
  otherwise: Promised & { setAt: string | null }
}

/**
 * What is promised at the end of `path` (county first) for every category and urgency.
 * @param settings of all places of the path
 * @param defaults the kind's own promise
 */
export function holdingAt(
  path: readonly string[],
  settings: readonly Setting[],
  of: { categories: readonly string[]; urgencies: readonly Urgency[] },
  defaults: (category: string, urgency: Urgency) => Promised,
): Holding[] {
  return of.categories.flatMap((category) =>
    of.urgencies.map((urgency) => {
      const about = settings.filter((one) => one.category === category && one.urgency === urgency)
      const { span, extension } = defaults(category, urgency)
      const kinds = { span, extension, setAt: null }
      const [own, above] = [path.slice(-1), path.slice(0, -1)].map((places) => {
        const nearest = [...places].reverse().find((place) => about.some(({ placeId }) => placeId === place))
        const set = about.find(({ placeId }) => placeId === nearest)
        return set && { span: set.span, extension: set.extension, setAt: set.placeId }
      })
      const otherwise = above ?? kinds
      return { category, urgency, ...(own ?? otherwise), otherwise }
    }),
  )
}
