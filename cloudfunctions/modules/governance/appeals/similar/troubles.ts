/**
 * What is wrong, in the many words people have for it, and in words that name nobody. Two reports that share a place and
 * an object may still tell of different troubles: a dark road and a broken one, a dog off the leash and what it left behind.
 */
const TROUBLES = {
  lampOut: { label: '路灯不亮', words: /路灯|灯.{0,4}(不亮|坏|灭|闪)|黑灯瞎火|黑布隆冬|黑乎乎|黑漆漆|摸黑/u },
  roadBroken: { label: '路面坏了', words: /坑|坑洼|路面|塌陷|地砖|砖.{0,3}(松|翘)|裂缝|下沉/u },
  manhole: { label: '井盖问题', words: /井盖|窨井/u },
  liftOut: { label: '电梯停了', words: /电梯|电提|升降机/u },
  doorLock: { label: '单元门、门禁坏了', words: /门禁|单元门|楼道门|大门.{0,4}(坏|关不)|对讲/u },
  barrier: { label: '道闸坏了', words: /道闸|抬杆|起落杆|栏杆机/u },
  garageDoor: { label: '车库门坏了', words: /车库门|卷帘|升不起来/u },
  playThings: { label: '健身器材、座椅坏了', words: /健身器材|滑梯|秋千|凳子|长椅|座椅/u },
  stairs: { label: '台阶、扶手坏了', words: /台阶|扶手|栏杆|坡道/u },
  rubbish: { label: '垃圾没人清', words: /垃圾|苍蝇|泔水|馊/u },
  bulky: { label: '堆放大件杂物', words: /沙发|床垫|旧家具|大件|杂物|堆.{0,6}(东西|纸箱|破烂)/u },
  sewer: { label: '下水堵了、污水外溢', words: /下水|污水|堵.{0,3}(了|住)|反水|冒.{0,2}(脏|臭|粪)水|化粪池/u },
  greenery: { label: '树木、绿化要管', words: /树枝|树.{0,4}(挡|倒|歪|修)|草坪|绿化|杂草/u },
  stink: { label: '异味扰民', words: /臭味|恶臭|异味|油烟|呛/u },
  vermin: { label: '虫鼠多', words: /老鼠|蟑螂|蚊子|白蚁|马蜂/u },
  noParking: { label: '车位不够', words: /没.{0,3}(车位|地方停)|车位|外来车|外面的?车|停不(下|进)/u },
  wronglyParked: { label: '车乱停', words: /堵.{0,4}(门|路|车|口)|占.{0,6}(道|车位)|乱停|僵尸车|挪车|压.{0,2}草/u },
  charging: { label: '飞线充电', words: /充电|飞线|拉.{0,3}电线/u },
  fireLane: { label: '消防通道被占', words: /消防通道|消防车|安全出口|疏散/u },
  fireGear: { label: '消防器材坏了', words: /灭火器|消防栓|消火栓|烟感|报警器/u },
  nightNoise: {
    label: '夜里吵',
    words: /半夜|凌晨|深夜|睡不(着|了|好)|吵|咣当|拖.{0,3}(桌|椅)|拉.{0,3}(桌|椅)|洗牌|麻将/u,
  },
  squareDance: { label: '音响、广场舞吵', words: /广场舞|音响|喇叭|唱歌|K歌/u },
  building: { label: '装修施工吵', words: /装修|电钻|施工|打桩|切割/u },
  leash: { label: '遛狗不拴绳', words: /不?.{0,2}(拴|栓|牵)绳?|狗.{0,6}(咬|撵|追|扑)|咬人|大型犬|烈犬/u },
  dung: { label: '宠物粪便没人清', words: /粪便|狗屎|狗粪|拉屎|便便|尿/u },
  barking: { label: '狗叫扰民', words: /狗.{0,6}(叫|吠)/u },
  strays: { label: '流浪猫狗', words: /流浪(狗|猫)|野(狗|猫)/u },
  leak: { label: '漏水渗水', words: /漏水|渗水|滴水|返潮|屋顶漏|墙皮/u },
  noWater: { label: '停水', words: /停水|没水|断水/u },
  weakWater: { label: '水压小', words: /水压|水.{0,2}小|上不(来|去)水/u },
  badWater: { label: '水质不好', words: /水.{0,4}(黄|浑|脏|怪味|有味)/u },
  noPower: { label: '停电', words: /停电|没电|跳闸|断电/u },
  noHeat: { label: '暖气不热', words: /暖气|不热|供暖|供热/u },
  gas: { label: '燃气问题', words: /燃气|煤气|天然气/u },
  extension: { label: '违建搭建', words: /违建|搭.{0,6}(棚|房|屋|建)|加盖|扩建|私搭|圈.{0,4}(地|院)/u },
  fees: { label: '收费问题', words: /物业费|收费|涨价|停车费|维修基金|公共收益/u },
  guards: { label: '门岗、巡逻', words: /保安|门岗|陌生人|推销|巡逻/u },
  staffRude: { label: '服务态度', words: /态度|不接电话|没人管|推.{0,2}(诿|脱|来推去)|踢皮球/u },
  quarrel: { label: '邻里争执', words: /吵架|骂人|打架|纠纷|赔/u },
  corridor: { label: '楼道被占', words: /楼道.{0,6}(堆|放|占)|鞋柜|公共(区域|过道)/u },
  meals: { label: '送餐、食堂', words: /送饭|食堂|吃饭|做饭|做不了饭|助餐/u },
  volunteer: { label: '志愿服务', words: /志愿|报名|义工/u },
  aidApply: { label: '补贴、评估', words: /补贴|评估|申请.{0,6}(补|护理)|高龄|津贴/u },
  lonely: { label: '独居照看', words: /独居|一个人在家|没人照顾|照看/u },
  certificate: { label: '开证明、办手续', words: /证明|盖章|办.{0,4}(证|手续)|居住证|户口/u },
  medicalInsurance: { label: '医保社保', words: /医保|社保|报销|认证/u },
  school: { label: '入学', words: /入学|上学|学区|幼儿园/u },
  thrownDown: { label: '高空抛物', words: /高空抛物|楼上.{0,4}(扔|掉|倒)/u },
  theft: { label: '东西被偷', words: /偷|被盗|丢了/u },
  camera: { label: '监控问题', words: /监控|摄像头/u },
} as const

export type Trouble = keyof typeof TROUBLES
const NAMES = Object.keys(TROUBLES) as Trouble[]

/** The troubles a report tells of; none where it uses other words. */
export const troublesOf = (text: string): ReadonlySet<Trouble> =>
  new Set(NAMES.filter((name) => TROUBLES[name].words.test(text)))

/** What a report is about without a word of whoever wrote it; null where no trouble is known. */
export const troubleLabel = (text: string): string | null => {
  const [first] = troublesOf(text)
  return first ? TROUBLES[first].label : null
}
