import * as z from 'zod'
import { isDay } from '../../../registry/people/id-number'

/** `2026-11-26`. */
export const dayField = z.string().refine(isDay, '日期写成 2026-11-26 这样')

/** The moment a day in Shanghai begins, and ends. */
export const beginOfDay = (written: string) => new Date(`${written}T00:00:00+08:00`)
export const endOfDay = (written: string) => new Date(beginOfDay(written).getTime() + 86_400_000)
