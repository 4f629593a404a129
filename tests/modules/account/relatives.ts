import { tellField } from '../../../cloudfunctions/registry/facts/tell'
import { moveIn } from '../../../cloudfunctions/registry/homes/move'
import { enterByOpenid, insertPerson } from '../../../cloudfunctions/registry/people/store'
import { homeId, personId, placeIds } from '../../../local/county/cast'
import type { Client, TestHost } from '../../host'

interface Somebody {
  name: string
  home?: string
  phone?: string
  birthDate?: string
  /** Logs in by WeChat; else only the ledger knows them. */
  hasAccount?: boolean
}

let phones = 15_700_000_000
export const newPhone = () => String(phones++)

/** People whom a test makes up, and what they do to become a family. */
export function relatives(host: TestHost) {
  const { deps } = host

  async function make({ name, home, phone, birthDate, hasAccount = true }: Somebody): Promise<Client> {
    const id = deps.newId()
    const now = host.clock.now()
    const by = { actorId: personId('secretary'), source: 'import' as const, communityId: placeIds.community }
    await deps.db.transaction(async (tx) => {
      if (hasAccount) await enterByOpenid(tx, { openid: `openid-${id}`, newPersonId: id, now })
      else await insertPerson(tx, { id, source: 'import', now })
      for (const [field, value] of Object.entries({ name, phone, birthDate }))
        if (value) await tellField(deps, tx, by, { personId: id, field: field as 'name', value, now })
      if (home) await moveIn(deps, tx, by, { personId: id, homeId: homeId(home), relation: 'family', now })
    })
    return host.asPerson(id)
  }

  const family = (client: Client) => client.query('family.list')
  const version = async (client: Client) => (await family(client)).text.version

  /** The elder says yes or no to the first who waits. */
  async function answer(elder: Client, isAgreed = true) {
    const { waiting, text } = await family(elder)
    await elder.mutate('family.answer', { id: waiting[0].id, isAgreed, version: text.version })
  }

  /** The child asks by home, the elder agrees. */
  async function entrusted(child: Client, elder: Client, { name, home }: { name: string; home: string }) {
    await child.mutate('family.ask', { name, relation: 'daughter', homeId: homeId(home) })
    await answer(elder)
  }

  return { make, family, version, answer, entrusted }
}
