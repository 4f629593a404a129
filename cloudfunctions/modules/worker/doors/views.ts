import * as z from 'zod'
import { DOOR_CLOSINGS, DOOR_OUTCOME_KEYS, DOOR_REASON_KEYS, type DoorClosing } from '../../../contract/worker/doors'
import { moment } from '../../../kernel/dispatch/fields'

export const doorListView = z.strictObject({
  id: z.string(),
  title: z.string(),
  gridName: z.string(),
  open: z.number().int(),
  done: z.number().int(),
  createdAt: moment,
})

const entry = {
  id: z.string(),
  homeLabel: z.string(),
  /** Masked. */
  name: z.string(),
  age: z.nullable(z.number().int()),
  /** Labels of what they are, in the order of the registry. */
  tags: z.array(z.string()),
  reason: z.enum(DOOR_REASON_KEYS),
  reasonLabel: z.string(),
}

export const doorEntryView = z.strictObject({
  ...entry,
  buildingLabel: z.string(),
  /** Entrance and room: 2单元501. */
  door: z.string(),
  personId: z.string(),
  /** A phone is known: its number is asked for with `reveal.field`. */
  canCall: z.boolean(),
  how: z.nullable(z.enum(DOOR_OUTCOME_KEYS)),
  /** When it was last marked, and by whom. */
  doneAt: z.nullable(moment),
  doneBy: z.nullable(z.string()),
  /** Nothing is left to do: told, or closed by itself. */
  isOpen: z.boolean(),
  closedWhy: z.nullable(z.enum(Object.keys(DOOR_CLOSINGS) as [DoorClosing])),
  canUndo: z.boolean(),
})

/** The list in the order of walking: building by building, entrance by entrance. */
export const doorSheetView = z.strictObject({
  title: z.string(),
  gridName: z.string(),
  /** Who took it and when: stands across the screen and every sheet of paper. */
  watermark: z.string(),
  /** More are open than one sheet holds: to be printed again once these are marked. */
  isCut: z.boolean(),
  buildings: z.array(
    z.strictObject({
      label: z.string(),
      entrances: z.array(
        z.strictObject({ label: z.string(), rows: z.array(z.strictObject({ ...entry, room: z.string() })) }),
      ),
    }),
  ),
})
