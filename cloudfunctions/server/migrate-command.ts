import { migrate } from './migrate'

/** `npm run migrate`: brings the database at DATABASE_OWNER_URL up to date, as its owner. */
const url = process.env.DATABASE_OWNER_URL
if (!url) {
  console.error("Set DATABASE_OWNER_URL to the owner's address of the database (see docs/deploy.md)")
  process.exit(1)
}
await migrate(url)
console.log('the database is up to date')
