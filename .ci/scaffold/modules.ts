/** A resident module as home shows it, with the names of its three functions. */
interface ResidentModule {
  name: string
  tone: string
  functions: Record<string, string>
}

/** In the order of home. */
export const RESIDENT_MODULES: Record<string, ResidentModule> = {
  governance: {
    name: '议事治理',
    tone: 'gov',
    functions: { appeals: '一键诉求', deliberation: '线上议事', hazards: '隐患随手拍' },
  },
  property: {
    name: '智慧物业',
    tone: 'pro',
    functions: { bills: '生活缴费', repairs: '在线报修', passes: '访客停车' },
  },
  living: {
    name: '智慧生活',
    tone: 'liv',
    functions: { mall: '社区商城', housekeeping: '家政服务', recycling: '智能回收' },
  },
  care: {
    name: '智慧养老',
    tone: 'car',
    functions: { guardian: '安心守护', sos: '一键呼救', consultations: '在线问诊' },
  },
  neighbours: {
    name: '托育共享',
    tone: 'nei',
    functions: { childcare: '托育课堂', activities: '活动场地', volunteering: '志愿积分' },
  },
  civic: {
    name: '政务服务',
    tone: 'civ',
    functions: { notices: '通知公告', benefits: '政策找人', services: '政务办事' },
  },
}

/** Workbenches and the person's own matters: home does not list them. */
const OTHER_MODULES = ['worker', 'secretary', 'account']

export const MODULES = [...Object.keys(RESIDENT_MODULES), ...OTHER_MODULES]
