import { ROLE_LABELS } from '../../../contract/roles'
import type { MessageKind } from '../../../engines/messages/kind'
import { send } from '../../../engines/messages/send'
import { signal } from '../../../kernel/changes/store'
import { onEvent } from '../../../kernel/events/handler'
import { labelsOf } from '../../../registry/places/store'

interface Params {
  roleLabel: string
  placeName: string
}

const granted: MessageKind<Params> = {
  name: 'roles.granted',
  topic: 'work',
  urgency: 'normal',
  title: ({ roleLabel }) => `您现在是${roleLabel}`,
  body: ({ placeName }) => `在${placeName}，点开看看能办什么`,
  link: () => '/pages/me/me',
}

const revoked: MessageKind<Params> = {
  name: 'roles.revoked',
  topic: 'work',
  urgency: 'normal',
  title: ({ roleLabel }) => `您不再是${roleLabel}`,
  body: ({ placeName }) => `${placeName}的这项职责收回了，有疑问请问社区`,
  link: () => '/pages/me/me',
}

/** Tells the person, and has their screens ask anew what they may do. */
export const tellOfRole = onEvent('role.changed', 'roles.tell', async (deps, tx, event, eventId) => {
  const { personId, role, placeId, isGranted } = event
  const placeName = (await labelsOf(tx, [placeId])).get(placeId) ?? ''
  await send(deps, tx, {
    kind: isGranted ? granted : revoked,
    to: [personId],
    params: { roleLabel: ROLE_LABELS[role], placeName },
    subjectId: null,
    dedupeKey: eventId,
  })
  await signal(deps, tx, [{ topic: 'session', subjectId: null, to: { personId } }])
})
