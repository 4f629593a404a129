import type { PersonTag } from '../../cloudfunctions/contract/registry'
import type { Role } from '../../cloudfunctions/contract/roles'
import { seededId } from './seed'

export interface CastMember {
  key: string
  name: string
  sex: 'male' | 'female'
  age: number
  /** Which phone of the three they are offered on first. */
  side: 'resident' | 'worker' | 'secretary'
  /** Who they are, for the person switch. */
  about: string
  /** Labels of the homes they own or live in; the first is the one they are greeted with. */
  homes?: string[]
  /** What they are, each at the place with this label. */
  roles?: { role: Role; at: string }[]
  isElderMode?: boolean
  tags?: PersonTag[]
}

const QINGTANLI = '青檀里社区'
const COUNTY = '青禾县'

/** The named people of the demo county, by the keys of `POST /local/login`. */
export const CAST: readonly CastMember[] = [
  {
    key: 'resident',
    name: '张建国',
    sex: 'male',
    age: 46,
    side: 'resident',
    about: '居民，住檀溪苑3号楼',
    homes: ['檀溪苑3号楼2单元501'],
  },
  {
    key: 'neighbour',
    name: '王玉玲',
    sex: 'female',
    age: 52,
    side: 'resident',
    about: '同楼邻居',
    homes: ['檀溪苑3号楼1单元302'],
  },
  {
    key: 'outsider',
    name: '陈晓东',
    sex: 'male',
    age: 38,
    side: 'resident',
    about: '别的社区的居民',
    homes: ['枣林花园1号楼1单元201'],
  },
  {
    key: 'elder',
    name: '孙秀兰',
    sex: 'female',
    age: 76,
    side: 'resident',
    about: '独居老人，用长辈版',
    homes: ['运河人家7号楼1单元102'],
    isElderMode: true,
    tags: ['livesAlone'],
  },
  {
    key: 'family',
    name: '李文静',
    sex: 'female',
    age: 47,
    side: 'resident',
    about: '孙秀兰的女儿，住得远',
    homes: ['文昌花园2号楼1单元301'],
  },
  {
    key: 'owner2',
    name: '马德福',
    sex: 'male',
    age: 63,
    side: 'resident',
    about: '业主，有三套房',
    homes: ['檀溪苑1号楼1单元201', '运河人家2号楼2单元302', '东关嘉园1号楼1单元401'],
  },
  {
    key: 'volunteer',
    name: '夏志强',
    sex: 'male',
    age: 58,
    side: 'resident',
    about: '志愿者',
    homes: ['檀溪苑2号楼1单元402'],
    roles: [{ role: 'volunteer', at: QINGTANLI }],
  },
  {
    key: 'committee',
    name: '袁庆余',
    sex: 'male',
    age: 66,
    side: 'resident',
    about: '檀溪苑业委会',
    homes: ['檀溪苑4号楼1单元202'],
    roles: [{ role: 'committee', at: '檀溪苑' }],
  },
  {
    key: 'worker',
    name: '刘海峰',
    sex: 'male',
    age: 41,
    side: 'worker',
    about: '网格员，管檀溪苑1至3号楼',
    roles: [
      { role: 'gridWorker', at: '青檀里第1网格' },
      { role: 'gridWorker', at: '青檀里第4网格' },
    ],
  },
  {
    key: 'worker2',
    name: '赵敏',
    sex: 'female',
    age: 35,
    side: 'worker',
    about: '网格员，管檀溪苑4至6号楼',
    roles: [{ role: 'gridWorker', at: '青檀里第2网格' }],
  },
  {
    key: 'courier',
    name: '邹鹏',
    sex: 'male',
    age: 29,
    side: 'worker',
    about: '快递员，流动网格员',
    roles: [{ role: 'courier', at: QINGTANLI }],
  },
  {
    key: 'property',
    name: '马会英',
    sex: 'female',
    age: 45,
    side: 'worker',
    about: '檀溪苑物业',
    roles: [{ role: 'property', at: '檀溪苑' }],
  },
  {
    key: 'steward',
    name: '郝红梅',
    sex: 'female',
    age: 49,
    side: 'worker',
    about: '檀溪苑红色管家',
    roles: [{ role: 'steward', at: '檀溪苑' }],
  },
  {
    key: 'merchant',
    name: '钱勇',
    sex: 'male',
    age: 44,
    side: 'worker',
    about: '便民超市',
    roles: [{ role: 'merchant', at: QINGTANLI }],
  },
  {
    key: 'housekeeper',
    name: '崔春霞',
    sex: 'female',
    age: 50,
    side: 'worker',
    about: '家政员',
    roles: [{ role: 'housekeeper', at: QINGTANLI }],
  },
  {
    key: 'doctor',
    name: '沈立新',
    sex: 'male',
    age: 48,
    side: 'worker',
    about: '社区医生',
    roles: [{ role: 'doctor', at: QINGTANLI }],
  },
  {
    key: 'nursery',
    name: '梁雪',
    sex: 'female',
    age: 28,
    side: 'worker',
    about: '托育老师',
    roles: [{ role: 'nursery', at: QINGTANLI }],
  },
  {
    key: 'department',
    name: '韩磊',
    sex: 'male',
    age: 37,
    side: 'worker',
    about: '市政养护所',
    roles: [{ role: 'department', at: '市政养护所' }],
  },
  {
    key: 'department2',
    name: '苗青',
    sex: 'female',
    age: 34,
    side: 'worker',
    about: '供电公司',
    roles: [{ role: 'department', at: '供电公司' }],
  },
  {
    key: 'secretary',
    name: '周敏',
    sex: 'female',
    age: 43,
    side: 'secretary',
    about: '青檀里社区书记',
    roles: [{ role: 'secretary', at: QINGTANLI }],
  },
  {
    key: 'secretary2',
    name: '孔文斌',
    sex: 'male',
    age: 51,
    side: 'secretary',
    about: '枣林社区书记',
    roles: [{ role: 'secretary', at: '枣林社区' }],
  },
  {
    key: 'subdistrict',
    name: '江永刚',
    sex: 'male',
    age: 46,
    side: 'secretary',
    about: '青檀街道干部',
    roles: [{ role: 'subdistrict', at: '青檀街道' }],
  },
  {
    key: 'county',
    name: '武丽华',
    sex: 'female',
    age: 50,
    side: 'secretary',
    about: '县级干部',
    roles: [{ role: 'county', at: COUNTY }],
  },
]

/** Staff are bound in WeChat's employee relation, so that employee messages reach them. */
export const isStaff = (member: CastMember) => member.side !== 'resident'

export const openidOf = (key: string) => `demo-openid-${key}`

export const personId = (key: string) => seededId(`person ${key}`)

/** A place of the demo county by its label: 檀溪苑3号楼2单元, 青檀里第1网格, 青檀里社区. */
export const placeId = (label: string) => seededId(`place ${label}`)

export const homeId = (label: string) => seededId(`home ${label}`)

/** Places that tests and screens name. */
export const placeIds = {
  county: placeId(COUNTY),
  subdistrict: placeId('青檀街道'),
  community: placeId(QINGTANLI),
  estate: placeId('檀溪苑'),
  /** 檀溪苑 1 to 3: the resident's and the worker's. */
  grid: placeId('青檀里第1网格'),
  /** 檀溪苑 4 to 6: worker2's. */
  otherGrid: placeId('青檀里第2网格'),
  building: placeId('檀溪苑3号楼'),
  entrance: placeId('檀溪苑3号楼2单元'),
  /** 枣林社区: the outsider's and secretary2's. */
  otherCommunity: placeId('枣林社区'),
}
