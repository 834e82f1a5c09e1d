/** The directions of the house, checked at every lint. Paths are regular expressions. */

const CLIENT_CODE = ['^components/', '^lib/(?!db/)[^/]+/(client|rules|schema|fold)[.-]'];
const PURE_CODE = '^lib/(?!db/)[^/]+/(rules|schema|fold)[.-]';
const SERVER_CODE = [
  '^lib/[^/]+/server/',
  '^lib/db/',
  '^lib/(logger|env)[.]ts$',
  '^lib/log/(append|write|read|rebuild|publish|follow|wait|still-admitted|idempotency|project|rows)[.]ts$',
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'What depends on itself cannot be read from one end.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'primitives-stand-alone',
      comment: 'components/ui knows nothing of the product.',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: '^(app|lib|components/(?!ui/))' },
    },
    {
      name: 'components-do-not-know-routes',
      severity: 'error',
      from: { path: '^(components|lib)/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-does-not-know-screens',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^components/' },
    },
    {
      name: 'browser-never-reaches-the-server',
      comment: 'What runs in a browser must not pull in the database, its login or its secrets.',
      severity: 'error',
      from: { path: CLIENT_CODE },
      to: { path: SERVER_CODE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-and-schemas-are-pure',
      comment: 'They run in the browser too and are tested as tables: no files, sockets or clocks.',
      severity: 'error',
      from: { path: PURE_CODE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rules-do-not-reach-drivers',
      severity: 'error',
      from: { path: PURE_CODE },
      to: { path: 'node_modules/(pg|@prisma|next|next-auth|pino|server-only)/' },
    },
    {
      name: 'next-auth-stays-behind-its-fence',
      comment: 'Only lib/access knows how people sign in; the route hands requests to it.',
      severity: 'error',
      from: { pathNot: '^(lib/access/|app/api/auth/)' },
      to: { path: 'node_modules/next-auth/' },
    },
    {
      name: 'generated-client-stays-with-the-server',
      severity: 'error',
      from: {
        pathNot: ['^lib/(db|log)/', '^lib/[^/]+/server/', '^lib/composition[.]ts$'],
      },
      to: { path: '^lib/db/generated/' },
    },
    {
      name: 'set-up-is-not-served',
      comment: 'The server process holds no owner’s address and starts no programs.',
      severity: 'error',
      from: { path: '^(app|components|lib/(?!cli/|db/|drill/))' },
      to: { path: '^lib/(cli|drill)/' },
    },
    {
      name: 'the-product-does-not-know-its-tests',
      severity: 'error',
      from: { path: '^(app|components|lib)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'not-resolvable',
      severity: 'error',
      from: { pathNot: '^lib/db/generated/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib/db/generated/(?!client)|\\.next/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
