import { systemClock } from '../../cloudfunctions/kernel/clock/clock'
import type { Tx } from '../../cloudfunctions/kernel/database/open'
import type { Encryption } from '../../cloudfunctions/kernel/encryption'
import { createIds } from '../../cloudfunctions/kernel/ids'
import { systemRandom } from '../../cloudfunctions/kernel/random'
import { readField } from '../../cloudfunctions/registry/facts/read-field'
import { tellField } from '../../cloudfunctions/registry/facts/tell'
import { personId } from '../../local/county/cast'

const newId = createIds(systemClock, systemRandom)

/** What writing records down takes, for tests below the procedures. */
export const recording = (encryption: Encryption) => ({ encryption, newId })

/** The secretary corrects a person's phone. False where the text is none. */
export async function tellPhone(
  tx: Tx,
  encryption: Encryption,
  given: { personId: string; phone: string; now: Date },
): Promise<boolean> {
  const read = readField('phone', given.phone, given.now)
  if ('problem' in read) return false
  const teller = { actorId: personId('secretary'), source: 'secretary' as const, communityId: null }
  const { now } = given
  await tellField(recording(encryption), tx, teller, {
    personId: given.personId,
    field: 'phone',
    value: read.value,
    now,
  })
  return true
}
