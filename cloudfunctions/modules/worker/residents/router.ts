import { router } from '../../../kernel/dispatch/procedure'
import { reading } from './reading'
import { writing } from './writing'

/** 我的居民: the people of one's own grids or community, looked up, corrected and written down. */
export const residentsRouter = router({ ...reading, ...writing })
