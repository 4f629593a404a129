import { PUBLISHING_ROLES } from '../../cloudfunctions/contract/civic/notices'
import { ROLE_LABELS, type Role, WORKING_ROLES } from '../../cloudfunctions/contract/roles'
import type { Me } from '../lib/session'

type Posts = Pick<Me, 'roles'>

/** Whether this person accepts orders at the desk. */
export const isWorking = ({ roles }: Posts) =>
  roles.some(({ role }) => (WORKING_ROLES as readonly Role[]).includes(role))

/** Whether this person writes appeals down for those without a phone. */
export const mayRegister = (me: Posts | undefined) =>
  me?.roles.some(({ role }) => role === 'gridWorker' || role === 'secretary') ?? false

/** Whether a community is this person's to lead. */
export const isSecretary = ({ roles }: Posts) => roles.some(({ role }) => role === 'secretary')

/** Whether this person tells residents by notices. */
export const isPublisher = ({ roles }: Posts) =>
  roles.some(({ role }) => (PUBLISHING_ROLES as readonly Role[]).includes(role))

/** Whether departments' whistles are this person's to answer. */
export const isOfDepartment = ({ roles }: Posts) => roles.some(({ role }) => role === 'department')

/** Whether this person accepts orders that nobody was called for; a department comes when it is whistled for. */
export const hasPool = ({ roles }: Posts) => isWorking({ roles: roles.filter(({ role }) => role !== 'department') })

/** 网格员：青檀里第4网格、青檀里第1网格; one entry for each role. */
export function postsOf({ roles }: Posts): string[] {
  const kinds = [...new Set(roles.map(({ role }) => role))]
  return kinds.map((kind) => {
    const places = roles.filter(({ role }) => role === kind).map(({ placeName }) => placeName)
    return places.length === 1 ? `${places[0]} ${ROLE_LABELS[kind]}` : `${ROLE_LABELS[kind]}：${places.join('、')}`
  })
}

/** The same in one short line: 青檀里第4网格 网格员, or 网格员，共 2 处. */
export function postLine({ roles }: Posts): string | undefined {
  if (roles.length <= 1) return postsOf({ roles })[0]
  return `${[...new Set(roles.map(({ role }) => ROLE_LABELS[role]))].join('、')}，共 ${roles.length} 处`
}
