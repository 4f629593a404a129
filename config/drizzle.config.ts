import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './cloudfunctions/**/table.ts',
  out: './cloudfunctions/migrations',
})
