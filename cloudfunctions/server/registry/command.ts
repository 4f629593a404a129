import { systemClock } from '../../kernel/clock/clock'
import { ConfigError, readDatabaseConfig } from '../../kernel/config'
import { openDatabase } from '../../kernel/database/open'
import { createEncryption } from '../../kernel/encryption'
import { createIds } from '../../kernel/ids'
import { systemRandom } from '../../kernel/random'
import { COMMANDS, type Command, Refusal, type Shell, Usage } from './commands'

type Env = Record<string, string | undefined>

const helpOf = ({ usage, help }: Command) =>
  `  npm run registry -- ${usage}\n      ${help.replaceAll('\n', '\n      ')}`

const HELP = `The registry from a shell. Needs DATABASE_URL and the encryption keys of the server (see docs/deploy.md).

${Object.values(COMMANDS).map(helpOf).join('\n\n')}`

/**
 * Runs one command. Answers the exit code: 0 done, 1 refused or failed and nothing changed, 2 not understood. Nothing
 * personal is ever printed, neither what was given nor what was found.
 */
export async function runRegistryCommand(words: readonly string[], env: Env, shell: Shell): Promise<number> {
  const found = Object.keys(COMMANDS).find((name) => words.slice(0, name.split(' ').length).join(' ') === name)
  if (words.length === 0 || words.includes('--help')) {
    shell.say(found ? helpOf(COMMANDS[found]!) : HELP)
    return words.length === 0 ? 2 : 0
  }
  if (!found) {
    shell.complain(`There is no such command.\n\n${HELP}`)
    return 2
  }
  try {
    await run(COMMANDS[found]!, words.slice(found.split(' ').length), env, shell)
    return 0
  } catch (error) {
    if (error instanceof Usage) {
      shell.complain(`${error.message}\n\n${helpOf(COMMANDS[found]!)}`)
      return 2
    }
    if (error instanceof Refusal || error instanceof ConfigError) shell.complain(error.message)
    // What a database says of a failed statement may quote the row.
    else shell.complain(`Nothing was changed: ${codeOf(error)}. The database's own log says more.`)
    return 1
  }
}

async function run(command: Command, words: readonly string[], env: Env, shell: Shell): Promise<void> {
  const perform = command.read(words)
  const { databaseUrl, keys, currentKey, indexKey, algorithm } = readDatabaseConfig(env)
  const encryption = createEncryption({ keys, current: currentKey, indexKey, algorithm })
  const { db, close } = openDatabase(databaseUrl, 2)
  try {
    const newId = createIds(systemClock, systemRandom)
    await perform({ db, encryption, newId, clock: systemClock }, shell)
  } finally {
    await close()
  }
}

function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as Error & { code?: unknown }
    if (typeof code === 'string') return `failed with ${code}`
  }
  return error instanceof Error ? `failed with ${error.name}` : 'failed'
}
