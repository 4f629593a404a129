/** Which folder may import which: the house of docs/architecture.md as lint rules. */
const server = '^cloudfunctions/'
const layer = (name, from, ...forbidden) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: forbidden },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(cloudfunctions|src|local)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    layer(
      'contract-imports-nothing-else',
      `${server}contract/`,
      `${server}(?!contract/)`,
      '^(src|local|tests)/',
      'node_modules',
    ),
    layer(
      'kernel-imports-down',
      `${server}kernel/`,
      `${server}(registry|engines|modules|api|ingest|notify|jobs|server)/`,
    ),
    layer('registry-imports-down', `${server}registry/`, `${server}(engines|modules|api|ingest|notify|jobs|server)/`),
    layer('engines-import-down', `${server}engines/`, `${server}(modules|api|ingest|notify|jobs|server)/`),
    layer('messages-below-orders', `${server}engines/messages/`, `${server}engines/(orders|ladders)/`),
    layer('ladders-beside-orders', `${server}engines/ladders/`, `${server}engines/orders/`),
    layer('orders-beside-ladders', `${server}engines/orders/`, `${server}engines/ladders/`),
    layer('modules-import-down', `${server}modules/`, `${server}(api|ingest|notify|jobs|server)/`),
    {
      name: 'a-module-imports-no-other-module',
      severity: 'error',
      from: { path: `${server}modules/([^/]+/[^/]+)/` },
      to: { path: `${server}modules/`, pathNot: `${server}modules/$1/` },
    },
    {
      name: 'a-screen-module-imports-no-other',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/[^/]+/' },
      to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/$1/' },
    },
    layer('server-never-imports-local', server, '^(local|tests|src)/'),
    {
      name: 'client-imports-types-only-from-the-server',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: `${server}(?!contract/)`, dependencyTypesNot: ['type-only'] },
    },
    layer('ui-knows-no-domain', '^src/ui/', '^src/(modules|pages)/', `${server}(?!contract/)`),
    layer('lib-knows-no-domain', '^src/lib/', '^src/(modules|pages)/'),
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '/(rules|machine|permissions)\\.ts$' },
      to: { path: ['node_modules', '/store\\.ts$', '^node:'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sql-in-stores-only',
      severity: 'error',
      from: { path: server, pathNot: '/(store|table)\\.ts$|kernel/database/|server/(app|migrate|tables)\\.ts$' },
      to: { path: 'node_modules/drizzle-orm' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
