import type { core, ZodError } from 'zod'
import { type Fault, invalid } from '../errors'

/** Turns zod's findings into one Chinese sentence per field; the given value is never repeated. */
export function inputFault(error: ZodError): Fault {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const path = issue.path.join('.') || (issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : '')
    fields[path.slice(0, 60)] ??= sentence(issue)
  }
  return invalid(fields)
}

function sentence(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? `至少写 ${issue.minimum} 个字` : `不能少于 ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string' ? `最多写 ${issue.maximum} 个字` : `不能多于 ${issue.maximum}`
    case 'unrecognized_keys':
      return '多了一项，不需要填'
    case 'custom':
      return issue.message
    case 'invalid_type':
      return issue.input === undefined ? '这一项没填' : '这一项填得不对'
    default:
      return '这一项填得不对'
  }
}
