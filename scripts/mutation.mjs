// npm run mutation: Stryker changes the code of a protocol core and of the kernel below it, and the suites must notice. Writes
// docs/mutation.md with the date. With patterns as arguments only these files are mutated and nothing is written:
// node scripts/mutation.mjs mock-server/protocols/dab/request/if-match.ts
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { renderMutation } from './mutation/render-mutation.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const protocol = 'dab';
const patterns = process.argv.slice(2);
const report = join(root, '.conformance/mutation.json');
mkdirSync(dirname(report), { recursive: true });

/** The core without what breaks or varies it, and what of the kernel its answers pass through. */
const whole = [
  `mock-server/protocols/${protocol}/**/*.ts`,
  `!mock-server/protocols/${protocol}/{mutants,variants,excuses}.ts`,
  'mock-server/kernel/odata/*.ts',
  'mock-server/kernel/{memory-store,respond,row-tables}.ts',
  '!mock-server/**/*.test.ts',
];

const plugin = (name) => join(root, 'scripts/mutation', name);
const started = performance.now();
await new Stryker({
  mutate: patterns.length > 0 ? patterns : whole,
  plugins: [
    fileURLToPath(import.meta.resolve('@stryker-mutator/typescript-checker')),
    plugin('in-process-runner.mjs'),
    plugin('ignore-defects.mjs'),
  ],
  testRunner: 'in-process',
  ignorers: ['defects'],
  conformance: { protocol },
  buildCommand: 'node scripts/mutation/build-sandbox.mjs',
  checkers: ['typescript'],
  tsconfigFile: 'scripts/mutation/tsconfig.json',
  coverageAnalysis: 'perTest',
  ignorePatterns: ['/dist', '/bench', '/docs', '/coverage', '/.conformance'],
  tempDirName: '.conformance/mutation',
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: report },
  concurrency: 2,
  timeoutMS: 10_000,
  allowConsoleColors: false,
  fileLogLevel: 'off',
  logLevel: 'warn',
}).runMutationTest();

const minutes = (performance.now() - started) / 60_000;
const reasons = JSON.parse(readFileSync(plugin('survivors.json'), 'utf8'));
const { text, problems, summary } = renderMutation(JSON.parse(readFileSync(report, 'utf8')), reasons, {
  protocol,
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  minutes,
});
console.log(summary);
if (patterns.length > 0) console.log(text);
else {
  writeFileSync(join(root, 'docs/mutation.md'), text);
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
