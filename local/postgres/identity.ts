import { spawnSync } from 'node:child_process'
import { postgresAsRoot } from '../problem'

/** As whom PostgreSQL's programs run. PostgreSQL refuses root, so root steps down first. */
export interface Identity {
  kind: 'self' | 'user' | 'namespace' | 'capability'
  /** Owner that the data folder must have, as seen from here; null: whoever we are. */
  owner: { uid: number; gid: number } | null
  wrap(file: string, args: string[]): { file: string; args: string[]; options: { uid?: number; gid?: number } }
}

const NOBODY = { uid: 65534, gid: 65534 }

const self: Identity = { kind: 'self', owner: null, wrap: (file, args) => ({ file, args, options: {} }) }

const user = (owner: { uid: number; gid: number }): Identity => ({
  kind: 'user',
  owner,
  wrap: (file, args) => ({ file, args, options: owner }),
})

/** Root outside, nobody inside: enters what root may enter. Needs user namespaces. */
const namespace: Identity = {
  kind: 'namespace',
  owner: { uid: 0, gid: 0 },
  wrap: (file, args) => ({
    file: 'unshare',
    args: ['--user', `--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`, '--', file, ...args],
    options: {},
  }),
}

/** Nobody, keeping root's one right to pass through closed folders. For containers without user namespaces. */
const capability: Identity = {
  kind: 'capability',
  owner: NOBODY,
  wrap: (file, args) => ({
    file: 'setpriv',
    args: [
      `--reuid=${NOBODY.uid}`,
      `--regid=${NOBODY.gid}`,
      '--clear-groups',
      '--inh-caps=-all,+dac_override',
      '--ambient-caps=-all,+dac_override',
      '--',
      file,
      ...args,
    ],
    options: {},
  }),
}

/**
 * Chooses the plainest identity that can run `program` and enter `folder` (which exists).
 * `owner` already owns the data, if any does, and is kept so that it is not locked out of its own files.
 * Throws Problem `postgres.root` when root has no way to step down.
 */
export function chooseIdentity(program: string, folder: string, owner?: { uid: number; gid: number }): Identity {
  if (process.getuid?.() !== 0) return self
  const accounts = ['postgres', 'nobody'].flatMap((name) => accountOf(name) ?? [])
  const users = [...(owner && owner.uid !== 0 ? [owner] : []), ...accounts].map(user)
  const found = [...users, namespace, capability].find((identity) => canRun(identity, program, folder))
  if (!found) throw postgresAsRoot(folder)
  return found
}

function canRun(identity: Identity, program: string, folder: string): boolean {
  const { file, args, options } = identity.wrap('/bin/sh', ['-c', 'cd "$1" && "$2" --version', 'sh', folder, program])
  return spawnSync(file, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0
}

function accountOf(name: string): { uid: number; gid: number } | null {
  const ask = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const [uid, gid] = [ask('-u'), ask('-g')]
  if (uid.status !== 0 || gid.status !== 0) return null
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}
