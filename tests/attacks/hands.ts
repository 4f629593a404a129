import { randomUUID } from 'node:crypto'
import type { Client } from '../host'

/** `ok`, or the code of the refusal. */
export const codeOf = ({ reply }: Awaited<ReturnType<Client['send']>>): string => (reply.ok ? 'ok' : reply.error.code)

/** Calls at once from several hands, each under a key of its own; the codes of their answers, sorted. */
export const atOnce = async (calls: [Client, string, object][]): Promise<string[]> =>
  (await Promise.all(calls.map(([who, path, input]) => who.send(path, { key: randomUUID(), ...input }))))
    .map(codeOf)
    .sort()
