/** Import direction of docs/architecture.md: core <- runner, kernel, reporters; kernel <- protocols <- adapters; proof; cli on top. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import: ${allowed}`,
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^(core|runner|mock-server|proof|reporters|cli|tests|index\\.ts)', pathNot: `${from}|${allowed}` },
});

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-imports-cli', severity: 'error', from: { pathNot: '^(cli|tests)/' }, to: { path: '^cli/' } },
    only('core-imports-nothing', '^core/', '^core/'),
    only('runner', '^runner/', '^core/'),
    // Inside the runner: values <- matchers <- judge <- execute <- run; load and plan beside them.
    only('values', '^runner/values/', '^core/'),
    only('matchers', '^runner/matchers/', '^(core|runner/(values|load/input))/'),
    only('plan', '^runner/plan/', '^(core/|runner/options\\.ts)'),
    only('journal', '^runner/journal/', '^core/'),
    only('load-input', '^runner/load/input/', '^core/'),
    only('load', '^runner/load/', '^(core/|runner/matchers/|runner/(options|write-file-atomically)\\.ts)'),
    only(
      'described',
      '^runner/described/',
      '^(core/|runner/(values|load|execute/(round|requests))/|runner/options\\.ts)',
    ),
    only('judge', '^runner/judge/', '^(core/|runner/(values|matchers|plan)/|runner/options\\.ts)'),
    only('execute', '^runner/execute/', '^(core/|runner/(values|judge|plan|journal)/|runner/(options|sleep)\\.ts)'),
    // Inside of what is executed: http, requests <- round <- steps, target <- whole scenarios.
    only('http', '^runner/execute/http/', '^(core/|runner/(values/|sleep\\.ts))'),
    only('credentials', '^runner/credentials/', '^(core/|runner/execute/http/|runner/(options|sleep)\\.ts)'),
    only('requests', '^runner/execute/requests/', '^(core|runner/values)/'),
    only(
      'round',
      '^runner/execute/round/',
      '^(core/|runner/(values|judge|plan|execute/requests)/|runner/(options|sleep)\\.ts)',
    ),
    {
      name: 'steps-below-scenarios',
      severity: 'error',
      from: { path: '^runner/execute/(steps|target)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^runner/execute/[^/]+\\.ts$' },
    },
    only('reporters', '^reporters/', '^core/'),
    only('kernel', '^mock-server/kernel/', '^core/'),
    only('protocols', '^mock-server/protocols/', '^(core|mock-server/kernel)/'),
    only('adapters', '^mock-server/(hapi|msw)/', '^(core|mock-server/(kernel|protocols|identity|own))/'),
    only('own', '^mock-server/own/', '^(core|mock-server/kernel)/'),
    only('identity', '^mock-server/identity/', '^(core|mock-server/kernel)/'),
    only('proof', '^proof/', '^(core|runner|mock-server)/'),
    {
      name: 'protocols-do-not-meet',
      severity: 'error',
      from: { path: '^mock-server/protocols/([^/]+)/' },
      to: { path: '^mock-server/protocols/([^/]+)/', pathNot: '^mock-server/protocols/$1/' },
    },
    {
      name: 'cores-are-pure',
      severity: 'error',
      from: { path: '^mock-server/(kernel|protocols)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(node:|fs|http|net|@hapi|msw|undici)|node_modules/(@hapi|msw|undici)/' },
    },
    {
      name: 'a-run-is-light',
      severity: 'error',
      comment: 'a run against a target never loads Hapi, msw or fast-check',
      from: { path: '^(core|runner|reporters)/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules/(@hapi|msw|fast-check)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
