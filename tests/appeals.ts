import { placeIds } from '../local/county/cast'

/** What `resident` would send of a broken lamp at their own building. */
export const lampAppeal = () => ({
  text: '3号楼门口的路灯三天没亮了，晚上老人下楼看不清台阶。',
  fileIds: [] as string[],
  category: 'publicFacility',
  urgency: 'normal',
  placeId: placeIds.building,
})
