import { router } from '../../../kernel/dispatch/procedure'
import { deaths } from './deaths'
import { items } from './items'
import { reading } from './reading'
import { splitting } from './split'
import { writing } from './writing'

/** 我的居民: the people of one's own grids or community, looked up, corrected and written down. */
export const residentsRouter = router({ ...reading, ...writing, ...items, ...deaths, ...splitting })
