import { type Answer, CONTENT_TYPES, FORMATS } from './formats'

/** Where this deployment is reached from outside, without a slash at its end, and whether what it is told is acted upon. */
export interface Site {
  url: string
  isTest: boolean
}

/** When the list of services, or what is asked for one, last changed: clients keep both until then. */
const CHANGED = '2026-11-26 00:00'
const HELP = '请联系本县负责社区治理的部门'

/** Service Discovery. Source: https://wiki.open311.org/Service_Discovery/, read 2026-11. */
export const discovery = ({ url, isTest }: Site): Answer => ({
  root: 'discovery',
  node: {
    changeset: CHANGED,
    contact: HELP,
    key_service: `读取不用 api_key；要写入，${HELP}申请`,
    endpoints: {
      item: 'endpoint',
      nodes: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: `${url}/open311/v2`,
          changeset: CHANGED,
          type: isTest ? 'test' : 'production',
          formats: { item: 'format', nodes: FORMATS.map((format) => CONTENT_TYPES[format].split(';')[0]!) },
        },
      ],
    },
  },
})
