import type { Audience } from '../../cloudfunctions/contract/civic/notices'
import type { Clock } from '../../cloudfunctions/kernel/clock/clock'
import { personId, placeIds } from './cast'
import { seededId } from './seed'
import { type BulkColumn, insertAll, onceFor } from './store'

interface DemoNotice {
  id: string
  communityId: string
  authorId: string
  title: string
  body: string
  audience: Audience
  isUrgent: boolean
  needsConfirmation: boolean
}

/** Scheduled for the moment the county is made, so that the server itself finds their readers and tells them. */
const NOTICES: DemoNotice[] = [
  {
    id: seededId('notice water'),
    communityId: placeIds.community,
    authorId: personId('secretary'),
    title: '周三停水，请提前存水',
    body: '11月25日（周三）早9点到晚5点，檀溪苑1至6号楼停水，自来水公司更换小区主阀。请提前存水，出门前关好水龙头。家里有卧床老人的，网格员周二会上门帮着接水。',
    audience: { placeIds: [placeIds.estate], who: { kind: 'all' } },
    isUrgent: true,
    needsConfirmation: false,
  },
  {
    id: seededId('notice insurance'),
    communityId: placeIds.community,
    authorId: personId('secretary'),
    title: '居民医保集中缴费，12月20日截止',
    body: '现将有关事项通知如下：2027年度居民医保缴费12月20日截止，请携带身份证前往社区服务大厅一楼办理，也可在手机上缴费。如有疑问，请拨打社区服务大厅电话。请各位居民相互转告。',
    audience: { placeIds: [placeIds.community], who: { kind: 'all' } },
    isUrgent: false,
    needsConfirmation: true,
  },
  {
    id: seededId('notice check-up'),
    communityId: placeIds.county,
    authorId: personId('county'),
    title: '独居老人免费体检',
    body: '本月起，全县独居老人可以免费体检一次，由社区医生约好时间上门。请勿空等，社区会提前电话联系您。',
    audience: { placeIds: [placeIds.county], who: { kind: 'tags', tags: ['livesAlone'] } },
    isUrgent: false,
    needsConfirmation: false,
  },
]

const columns = (now: string): BulkColumn<DemoNotice>[] => [
  { name: 'id', type: 'uuid', of: (n) => n.id },
  { name: 'community_id', type: 'uuid', of: (n) => n.communityId },
  { name: 'place_id', type: 'uuid', of: (n) => n.communityId },
  { name: 'author_id', type: 'uuid', of: (n) => n.authorId },
  { name: 'state', type: 'text', of: () => 'scheduled' },
  { name: 'title', type: 'text', of: (n) => n.title },
  { name: 'body', type: 'text', of: (n) => n.body },
  { name: 'revision', type: 'int', of: () => 1 },
  { name: 'audience', type: 'jsonb', of: (n) => JSON.stringify(n.audience) },
  { name: 'paid', type: 'jsonb', of: () => '{"sms":false,"voice":false}' },
  { name: 'comments_allowed', type: 'boolean', of: () => true },
  { name: 'needs_confirmation', type: 'boolean', of: (n) => n.needsConfirmation },
  { name: 'is_urgent', type: 'boolean', of: (n) => n.isUrgent },
  { name: 'door_after_hours', type: 'int', of: (n) => (n.isUrgent ? 4 : 24) },
  { name: 'created_at', type: 'timestamptz', of: () => now },
  { name: 'updated_at', type: 'timestamptz', of: () => now },
  { name: 'publish_at', type: 'timestamptz', of: () => now },
  { name: 'people', type: 'int', of: () => 0 },
  { name: 'reminders', type: 'int', of: () => 0 },
  { name: 'parts_left', type: 'int', of: () => 1 },
  { name: 'look_at', type: 'timestamptz', of: () => now },
]

/** Gives the demo county its first notices, unless it has any. */
export const loadNotices = ({ databaseUrl, clock }: { databaseUrl: string; clock: Clock }): Promise<void> =>
  onceFor(databaseUrl, 'select 1 from notices limit 1', (client) =>
    insertAll(client, 'notices', NOTICES, columns(clock.now().toISOString())),
  )
