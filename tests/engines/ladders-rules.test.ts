import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Climb, type LadderFacts, type Line, step } from '../../cloudfunctions/engines/ladders/rules'

const NOON = new Date('2026-11-24T04:00:00Z')
const RUNGS = [{ seconds: 60 }, { seconds: 60 }, { seconds: 120 }]

const facts = (people: string[][], more: Partial<LadderFacts> = {}): LadderFacts => ({
  now: NOON,
  rungs: RUNGS.slice(0, people.length),
  top: { everySeconds: 300, times: 2 },
  people,
  told: [],
  overseers: ['county'],
  ...more,
})

const words = (lines: readonly Line[]) => lines.map(({ what, rung, personIds }) => [what, rung, ...personIds].join(' '))

/** Nobody ever answers: every line until nothing climbs, and how long it took in seconds. */
function silent(people: string[][], told: string[] = []) {
  let moved = step(null, { do: 'raise', isBack: false }, facts(people))!
  const lines = [...moved.lines]
  let now = NOON
  const rung = new Set(told)
  const remember = () => {
    for (const { what, personIds } of moved.lines) if (what === 'told') for (const id of personIds) rung.add(id)
  }
  remember()
  while (moved.climb.nextAt) {
    expect(moved.climb.state).toBe('climbing')
    now = moved.climb.nextAt
    moved = step(moved.climb, { do: 'climb' }, facts(people, { now, told: [...rung] }))!
    lines.push(...moved.lines)
    remember()
  }
  return { lines, climb: moved.climb, seconds: (now.getTime() - NOON.getTime()) / 1000 }
}

describe('everyone silent', () => {
  test('it climbs to the top, rings that again, and at last tells those above all', () => {
    const { lines, climb, seconds } = silent([['a'], ['b', 'c'], ['d']])
    expect(words(lines)).toEqual([
      'raised 0',
      'told 0 a',
      'handedOver 0',
      'told 1 b c',
      'handedOver 1',
      'told 2 d',
      'told 2 d',
      'told 2 d',
      'exhausted 2 county',
    ])
    expect(seconds).toBe(60 + 60 + 120 + 300 + 300)
    expect(climb).toEqual({ state: 'exhausted', rung: 2, repeats: 2, nextAt: null })
  })

  test('an empty rung is on record and climbed past at once', () => {
    expect(words(silent([[], ['b'], ['d']]).lines).slice(0, 3)).toEqual(['raised 0', 'nobody 0', 'told 1 b'])
  })

  test('without anybody at the top those rung before are rung again', () => {
    expect(words(silent([['a'], [], []]).lines)).toEqual([
      'raised 0',
      'told 0 a',
      'handedOver 0',
      'nobody 1',
      'nobody 2',
      'told 2 a',
      'told 2 a',
      'exhausted 2 county',
    ])
  })

  test('where there is nobody at all those above all hear at once', () => {
    expect(words(silent([[], [], []]).lines)).toEqual([
      'raised 0',
      'nobody 0',
      'nobody 1',
      'nobody 2',
      'exhausted 2 county',
    ])
  })

  test('whoever is at two rungs is rung by the first alone', () => {
    expect(words(silent([['a'], ['a', 'b'], ['a']]).lines).slice(0, 6)).toEqual([
      'raised 0',
      'told 0 a',
      'handedOver 0',
      'told 1 b',
      'handedOver 1',
      'nobody 2',
    ])
  })

  test('whoever can be rung is rung, and it always ends by telling those above all', () => {
    const people = fc.array(fc.subarray(['a', 'b', 'c', 'd']), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(people, (rungs) => {
        const { lines, climb } = silent(rungs)
        const rung = lines.filter(({ what }) => what === 'told').flatMap(({ personIds }) => personIds)
        expect(new Set(rung)).toEqual(new Set(rungs.flat()))
        expect(climb.state).toBe('exhausted')
        expect(lines.at(-1)!.what).toBe('exhausted')
      }),
      { numRuns: 60 },
    )
  })
})

describe('an answer', () => {
  const climbing: Climb = { state: 'climbing', rung: 1, repeats: 0, nextAt: NOON }
  const answer = { do: 'acknowledge', personId: 'b', how: 'tap' } as const
  const three = facts([['a'], ['b'], ['d']], { told: ['a', 'b'] })

  test('ends the climb, also after the top; a second one changes nothing', () => {
    const { climb, lines } = step(climbing, answer, three)!
    expect(climb).toEqual({ state: 'acknowledged', rung: 1, repeats: 0, nextAt: null })
    expect(words(lines)).toEqual(['acknowledged 1 b'])
    expect(step(climb, { ...answer, personId: 'a' }, three)).toBeNull()
    expect(step(climb, { do: 'climb' }, three)).toBeNull()
    expect(step({ ...climbing, state: 'exhausted', nextAt: null }, answer, three)!.climb.state).toBe('acknowledged')
  })

  test('counts until it is given back; then everybody is rung from the first rung', () => {
    const { climb } = step(climbing, answer, three)!
    expect(step(climb, { do: 'raise', isBack: false }, three)).toBeNull()
    expect(words(step(climb, { do: 'raise', isBack: true }, three)!.lines)).toEqual(['raised 0', 'told 0 a'])
  })

  test('what was called off rings nobody, and is raised anew', () => {
    const { climb } = step(climbing, { do: 'cancel' }, three)!
    expect(climb.state).toBe('cancelled')
    expect(step(climb, answer, three)).toBeNull()
    expect(step(climb, { do: 'cancel' }, three)).toBeNull()
    expect(step(climb, { do: 'raise', isBack: false }, three)!.climb.state).toBe('climbing')
  })
})
