import { paths } from '../paths'
import type { IconName } from '../ui/icon-names'
import type { ModuleTone } from '../ui/tones'

/** One resident function as home shows it. */
interface AppFunction {
  /** Its code name, also of its folder. */
  key: string
  name: string
  icon: IconName
  url: string
}

interface AppModule {
  name: string
  tone: ModuleTone
  functions: readonly AppFunction[]
}

/** Every function that works, by module; home draws exactly these. */
export const MODULES: readonly AppModule[] = [
  {
    name: '议事治理',
    tone: 'gov',
    functions: [
      { key: 'appeals', name: '一键诉求', icon: 'message-report', url: paths.submitAppeal },
      { key: 'publicAppeals', name: '诉求公开', icon: 'eye', url: paths.publicAppeals },
    ],
  },
  {
    name: '政务服务',
    tone: 'civ',
    functions: [{ key: 'notices', name: '通知公告', icon: 'speakerphone', url: paths.notices }],
  },
]
