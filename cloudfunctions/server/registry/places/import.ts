import type { Deps } from '../../../kernel/context'
import { Refusal } from '../refusal'
import { alone } from '../store'
import { type Datum, type Problem, readPlaces } from './read'
import { planPlaces } from './rules'
import { placesKept, savePlaces } from './store'

/** So many problems are told at once. */
const TOLD = 50

/**
 * Takes a GeoJSON text into the place tree, all of it or nothing. `isTrial` looks and changes nothing. Answers how many
 * features added a place, changed one, or told what was known. Throws Refusal naming features by their number.
 */
export async function importPlaces(
  { db, newId }: Pick<Deps, 'db' | 'newId'>,
  text: string,
  datum: Datum,
  isTrial = false,
): Promise<{ added: number; changed: number; same: number }> {
  const { places, problems } = readPlaces(text, datum)
  if (problems.length > 0) throw refused(problems)
  return db.transaction(async (tx) => {
    await alone(tx)
    const { planned, problems } = planPlaces(places, await placesKept(tx), newId)
    if (problems.length > 0) throw refused(problems)
    if (!isTrial) await savePlaces(tx, planned)
    const count = (outcome: string) => planned.filter((p) => p.number !== null && p.outcome === outcome).length
    return { added: count('added'), changed: count('changed'), same: count('same') }
  })
}

function refused(problems: readonly Problem[]): Refusal {
  const told = problems.slice(0, TOLD).map(({ number, what }) => (number ? `Feature ${number}: ${what}.` : `${what}.`))
  const left = problems.length - told.length
  return new Refusal([...told, ...(left > 0 ? [`And ${left} more.`] : []), 'Nothing was changed.'].join('\n'))
}
