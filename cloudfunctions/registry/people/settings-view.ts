import * as z from 'zod'

export const themeField = z.enum(['auto', 'light', 'dark'])

/** A person's own choices as procedures answer them. */
export const settingsView = z.strictObject({ isElderMode: z.boolean(), theme: themeField })
