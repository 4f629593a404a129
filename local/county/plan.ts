/** What stands in one grid: so many buildings with so many floors, two homes on each floor of an entrance. */
export interface GridPlan {
  buildings: number
  floors: number
}

/** An estate is one column of a community's ground, or half of one. Grids from north to south. */
export interface EstatePlan {
  name: string
  grids: GridPlan[]
}

export interface CommunityPlan {
  name: string
  estates: EstatePlan[]
}

export interface SubdistrictPlan {
  name: string
  communities: CommunityPlan[]
}

const SMALL: GridPlan = { buildings: 2, floors: 4 }
const LOW: GridPlan = { buildings: 2, floors: 3 }

/** Lines are `社区: 小区 小区 …`; an estate has two grids, one marked `/` shares its column with the next. */
const TOWN: Record<string, readonly string[]> = {
  青檀街道: [
    '枣林: 枣林花园 东方家园',
    '槐荫: 槐荫新村 柳园/ 槐香苑/',
    '柳行: 柳行佳苑 金柳小区',
    '桃园: 桃园小区 桃李春风',
  ],
  运河街道: [
    '运河: 运河明珠 河畔人家 码头新村',
    '石桥: 石桥家园 桥南小区',
    '荷塘: 荷塘月色 莲花小区/ 清荷苑/',
    '望湖: 望湖花园 湖光新居',
    '永安: 永安家园 平安里',
  ],
  文昌街道: [
    '文昌: 文昌花园 学府雅居 翰林苑',
    '状元坊: 状元坊小区 青云里/ 登科苑/',
    '书院: 书院新居 崇文苑',
    '鼓楼: 鼓楼小区 钟楼里',
    '梧桐: 梧桐花园 凤栖苑',
  ],
  金穗街道: [
    '金穗: 金穗家园 丰收里 粮丰苑',
    '麦香: 麦香苑 田园小区',
    '兴隆: 兴隆花园 隆昌苑',
    '和顺: 和顺家园 顺和里/ 和美苑/',
  ],
  南关街道: [
    '南关: 南关小区 南苑新村 迎春里',
    '长乐: 长乐家园 康乐里',
    '清源: 清源花园 泉水小区',
    '新河: 新河佳苑 河东里',
  ],
}

/** The community that the named demo people live in, as the screens' texts tell of it. */
const QINGTANLI: CommunityPlan = {
  name: '青檀里社区',
  estates: [
    {
      name: '檀溪苑',
      grids: [
        { buildings: 3, floors: 6 },
        { buildings: 3, floors: 6 },
      ],
    },
    {
      name: '运河人家',
      grids: [
        { buildings: 4, floors: 5 },
        { buildings: 4, floors: 5 },
      ],
    },
    {
      name: '东关嘉园',
      grids: [
        { buildings: 2, floors: 5 },
        { buildings: 2, floors: 5 },
      ],
    },
  ],
}

export const COUNTY_NAME = '青禾县'

/** The whole county on paper: subdistricts from north to south, communities from west to east. */
export const COUNTY_PLAN: SubdistrictPlan[] = Object.entries(TOWN).map(([name, lines]) => ({
  name,
  communities: [...(name === '青檀街道' ? [QINGTANLI] : []), ...lines.map(readCommunity)],
}))

function readCommunity(line: string): CommunityPlan {
  const [name, estates] = line.split(': ') as [string, string]
  return {
    name: `${name}社区`,
    estates: estates.split(' ').map((estate, i) => {
      const grid = i % 2 === 0 ? SMALL : LOW
      return estate.endsWith('/') ? { name: estate.slice(0, -1), grids: [grid] } : { name: estate, grids: [grid, grid] }
    }),
  }
}

/** Offices of the county that a community may whistle for. */
export const DEPARTMENTS = [
  '市政养护所',
  '城市管理局',
  '住房和城乡建设局',
  '市场监督管理局',
  '生态环境分局',
  '消防救援大队',
  '供电公司',
  '自来水公司',
  '民政局',
] as const
