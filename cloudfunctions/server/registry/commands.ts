import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Deps } from '../../kernel/context'
import { makeFirstAdmin } from './first-admin'
import { exportPlaces } from './places/export'
import { importPlaces } from './places/import'
import { Refusal, Usage } from './refusal'

export { Refusal, Usage }

export interface Shell {
  say(line: string): void
  complain(line: string): void
}

export type CommandDeps = Pick<Deps, 'db' | 'encryption' | 'newId' | 'clock'>

export interface Command {
  usage: string
  help: string
  /** Reads the words behind the command before anything is opened. Throws Usage. */
  read(words: readonly string[]): (deps: CommandDeps, shell: Shell) => Promise<void>
}

type Options = Record<string, { type: 'string' | 'boolean' }>

function parse(words: readonly string[], options: Options, files: number) {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
    if (positionals.length !== files) throw new Usage(files ? 'Name one file.' : 'There are words too many.')
    return { values: values as Record<string, string | boolean | undefined>, file: positionals[0] }
  } catch (error) {
    // Node's message quotes the word, which may be a phone that lost its option.
    throw error instanceof Usage ? error : new Usage('An option is unknown or has no value.')
  }
}

const COORDINATES: Options = { coordinates: { type: 'string' } }

function readDatum(given: unknown): 'wgs84' | 'gcj02' {
  if (given === undefined || given === 'wgs84') return 'wgs84'
  if (given === 'gcj02') return 'gcj02'
  throw new Usage('--coordinates is wgs84 (the default, as GeoJSON says) or gcj02.')
}

export const COMMANDS: Record<string, Command> = {
  'first-admin': {
    usage: 'first-admin --phone PHONE --name NAME --place COUNTY [--force]',
    help: `Makes a person the county's first officer; all others are appointed by their superiors on screen.
COUNTY is the county's name or id. Refused when the county has an officer, unless --force.`,
    read(words) {
      const string = { type: 'string' } as const
      const options = { phone: string, name: string, place: string, force: { type: 'boolean' } } as const
      const { phone, name, place, force } = parse(words, options, 0).values
      if (typeof phone !== 'string' || typeof name !== 'string' || typeof place !== 'string')
        throw new Usage('Give --phone, --name and --place.')
      return async (deps, shell) => {
        const county = await makeFirstAdmin(deps, { phone, name, place, isForced: force === true })
        shell.say(`${county} has its officer now. They sign in by WeChat with this phone.`)
      }
    },
  },
  'places import': {
    usage: 'places import FILE.geojson [--coordinates wgs84|gcj02] [--check]',
    help: `Adds places of the tree and borders of grids, or changes names and borders of those that are there; deletes nothing.
A FeatureCollection; each feature's properties: kind, name, parent (names from the county down, as a list or joined by /),
and optionally id (of a place that is there, to rename it) and point [lng, lat]. Geometry: Polygon for grids, Point or null.
All or nothing. --check looks at everything and changes nothing.`,
    read(words) {
      const { values, file } = parse(words, { ...COORDINATES, check: { type: 'boolean' } }, 1)
      const datum = readDatum(values.coordinates)
      return async (deps, shell) => {
        const { added, changed, same } = await importPlaces(deps, readText(file!), datum, values.check === true)
        const told = `${added} added, ${changed} changed, ${same} as they were`
        shell.say(values.check ? `All is well: ${told} it would be. Nothing was changed.` : `Done: ${told}.`)
      }
    },
  },
  'places export': {
    usage: 'places export FILE.geojson [--coordinates wgs84|gcj02]',
    help: 'Writes all places in use to a file that `places import` reads.',
    read(words) {
      const { values, file } = parse(words, COORDINATES, 1)
      const datum = readDatum(values.coordinates)
      return async ({ db }, shell) => {
        const { text, count } = await exportPlaces(db, datum)
        writeText(file!, text)
        shell.say(`${count} places written.`)
      }
    },
  },
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refusal('The file cannot be read.')
  }
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch {
    throw new Refusal('The file cannot be written.')
  }
}
