/** Put in at build time by config/index.ts. */
declare const LINLI_TRANSPORT: 'https' | 'cloud'
/** The cloud environment's id, for LINLI_TRANSPORT=cloud. */
declare const LINLI_CLOUD_ENV: string
/** Origin of the server, without a trailing slash; empty on H5, which is served by it. */
declare const LINLI_API_BASE: string
