import { APPEAL_CATEGORIES, APPEAL_CATEGORY_LABELS, type AppealCategory } from '../../../../contract/governance/appeals'
import { notFound } from '../../../../kernel/errors'
import type { Answer } from './formats'

const GROUP = '社区诉求'

/** GET Service List: our categories. */
export const serviceList = (): Answer => ({
  root: 'services',
  item: 'service',
  nodes: APPEAL_CATEGORIES.map((code) => ({
    service_code: code,
    service_name: APPEAL_CATEGORY_LABELS[code],
    description: `${APPEAL_CATEGORY_LABELS[code]}方面的事，由所在网格受理。有危险请先打 110、119 或 120`,
    metadata: false,
    type: 'realtime',
    keywords: APPEAL_CATEGORY_LABELS[code],
    group: GROUP,
  })),
})

const isCategory = (code: string): code is AppealCategory => (APPEAL_CATEGORIES as readonly string[]).includes(code)

/** A service_code as a category. Fault record.not_found for one that is not offered. */
export function categoryOf(code: string): AppealCategory {
  if (!isCategory(code)) throw notFound('没有这个 service_code')
  return code
}

/** GET Service Definition: nothing more is asked for any service. */
export const serviceDefinition = (code: string): Answer => ({
  root: 'service_definition',
  node: { service_code: categoryOf(code), attributes: { item: 'attribute', nodes: [] } },
})
