/** Climbing: nobody has answered yet. Exhausted: rung to the top, still to be answered. */
export const LADDER_STATES = ['climbing', 'acknowledged', 'exhausted', 'cancelled'] as const
export type LadderState = (typeof LADDER_STATES)[number]
/** Somebody must still answer. */
export const OPEN_LADDER_STATES = ['climbing', 'exhausted'] as const satisfies readonly LadderState[]

/** Lines of an alarm's record. `nobody`: there was no one to ring at that rung, so it was climbed past. */
export const LADDER_STEPS = [
  'raised',
  'told',
  'handedOver',
  'nobody',
  'acknowledged',
  'exhausted',
  'cancelled',
] as const
export type LadderStep = (typeof LADDER_STEPS)[number]

/** On the alarm's page, by a key during a call, or by taking the matter itself on. */
export const ACKNOWLEDGED_HOW = ['tap', 'key', 'taken'] as const
export type AcknowledgedHow = (typeof ACKNOWLEDGED_HOW)[number]

/** What is pressed during a call to say: I am coming. */
export const ACKNOWLEDGE_KEY = '1'

/** Who may be rung, by what they are to the person or the place. */
export const LADDER_AUDIENCES = [
  'family',
  'onDuty',
  'gridWorker',
  'courier',
  'captain',
  'steward',
  'property',
  'volunteer',
  'secretary',
  'subdistrict',
  'county',
] as const
export type LadderAudience = (typeof LADDER_AUDIENCES)[number]
