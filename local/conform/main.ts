import { existsSync } from 'node:fs'
import { appealsKind } from './appeals'
import { openGround } from './ground'
import type { ConformKind, Verdict } from './kind'

/** `npm run -s conform -- KIND FOLDER`: feeds a recording to the real product and compares. */
const KINDS: Record<string, ConformKind> = { appeals: appealsKind }

const [kindName = '', folder = ''] = process.argv.slice(2)
const kind = KINDS[kindName]
if (!kind || !existsSync(folder)) {
  console.error(`usage: npm run -s conform -- ${Object.keys(KINDS).join('|')} FOLDER`)
  if (kind) console.error(`there is no folder ${folder}`)
  process.exit(2)
}

const verdicts: Verdict[] = []
const ground = await openGround()
try {
  for await (const verdict of kind.run(ground, folder)) {
    verdicts.push(verdict)
    console.log(JSON.stringify(verdict))
  }
} finally {
  await ground.close()
}
const good = verdicts.filter(({ ok }) => ok).length
console.log(`${good} as expected, ${verdicts.length - good} not`)
process.exit(kind.isWithinTolerance(verdicts) ? 0 : 1)
