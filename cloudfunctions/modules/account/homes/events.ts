import type { MessageKind } from '../../../engines/messages/kind'
import { send } from '../../../engines/messages/send'
import { onEvent } from '../../../kernel/events/handler'
import { claimById } from '../../../registry/claims/store'
import { namesOf } from '../../../registry/places/store'
import { holdersAt } from '../../../registry/roles/store'

/** The grid alone: never the home, never who. */
interface Params {
  gridName: string
}

const arrived: MessageKind<Params> = {
  name: 'homes.claimed',
  topic: 'work',
  urgency: 'normal',
  title: () => '有人认房，等您核实',
  body: ({ gridName }) => `${gridName}，点开看是哪一户，当面见过再通过`,
  link: () => '/modules/worker/claims/list',
  asks: '去核实',
}

const approved: MessageKind<Params> = {
  name: 'homes.claimApproved',
  topic: 'account',
  urgency: 'normal',
  title: () => '房屋认好了',
  body: ({ gridName }) => `${gridName}的网格员核实过了，点开看您的房屋`,
  link: () => '/modules/account/homes/list',
}

const refused: MessageKind<Params> = {
  name: 'homes.claimRefused',
  topic: 'account',
  urgency: 'normal',
  title: () => '认房申请没有通过',
  body: ({ gridName }) => `${gridName}的网格员写了原因，点开看怎么办`,
  link: () => '/modules/account/homes/list',
}

/** The grid's workers, or the secretary of a grid that has none; never who claims. */
export const tellOfClaim = onEvent('home.claimed', 'homes.tellWorkers', async (deps, tx, event, eventId) => {
  const claim = await claimById(tx, event.claimId)
  if (claim?.state !== 'pending') return
  const now = deps.clock.now()
  const at = { placePath: claim.gridPath, now }
  const others = (ids: string[]) => ids.filter((id) => id !== claim.personId)
  const workers = others(await holdersAt(tx, { roles: ['gridWorker'], ...at }))
  const to = workers.length > 0 ? workers : others(await holdersAt(tx, { roles: ['secretary'], ...at }))
  const gridName = (await namesOf(tx, [event.gridId])).get(event.gridId) ?? ''
  await send(deps, tx, { kind: arrived, to, params: { gridName }, subjectId: claim.id, dedupeKey: eventId })
})

export const tellOfDecision = onEvent('home.claimDecided', 'homes.tellClaimant', async (deps, tx, event, eventId) => {
  const claim = await claimById(tx, event.claimId)
  if (!claim) return
  const gridName = (await namesOf(tx, [claim.gridId])).get(claim.gridId) ?? ''
  await send(deps, tx, {
    kind: event.isApproved ? approved : refused,
    to: [event.personId],
    params: { gridName },
    subjectId: claim.id,
    dedupeKey: eventId,
  })
})
