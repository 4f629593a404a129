import * as z from 'zod'
import { mutation, router } from '../../../kernel/dispatch/procedure'
import { settingsView, themeField } from '../../../registry/people/settings-view'
import { saveSettings } from '../../../registry/people/store'

export const settingsRouter = router({
  update: mutation(
    { callers: 'person', about: '改长辈版、深色等选择' },
    { isElderMode: z.boolean().optional(), theme: themeField.optional() },
    settingsView,
    async ({ tx, caller, now }, { isElderMode, theme: chosen }) =>
      saveSettings(tx, {
        personId: caller.personId,
        settings: { ...(isElderMode !== undefined && { isElderMode }), ...(chosen && { theme: chosen }) },
        now,
      }),
  ),
})
