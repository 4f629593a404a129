import { VISIT_REASON_LABELS } from '../../../contract/worker/visits'
import type { Encryption } from '../../../kernel/encryption'
import type { OwnExport } from '../../../registry/people/own-export'
import { readResult } from './done'
import { visitsMadeTo } from './store'

/** Visits that were made to a person, and what was seen there. */
export const exportVisits = (encryption: Encryption): OwnExport => ({
  title: '走访',
  of: async (db, personId) =>
    (await visitsMadeTo(db, personId)).map((visit) => ({
      时间: visit.endedAt,
      原因: VISIT_REASON_LABELS[visit.reason],
      看到的: readResult({ encryption }, visit),
    })),
})
