// Part of npm run soak: Stryker changes the code of a protocol core and of the kernel below it, and the suites must notice. Writes
// docs/mutation.md with the date. node scripts/mutation.mjs core: this part only. With file patterns instead of a part, what is alive, or
// killed by a recording alone, is printed and nothing is written: node scripts/mutation.mjs mock-server/protocols/dab/request/if-match.ts
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { renderMutation } from './mutation/render-mutation.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const report = join(root, '.conformance/mutation.json');
mkdirSync(dirname(report), { recursive: true });

/** What is changed, the protocols whose suites must notice, and the file of reasons why some of it is not noticed. */
const parts = {
  /** The core without what breaks or varies it. */
  core: {
    mutate: [
      'mock-server/protocols/dab/**/*.ts',
      '!mock-server/protocols/dab/mutants/**',
      '!mock-server/protocols/dab/{mutants,seams,variants,excuses}.ts',
      '!mock-server/protocols/dab/**/gzip.ts',
      '!mock-server/protocols/dab/**/*.test.ts',
    ],
    protocols: ['dab'],
    reasons: 'survivors.json',
  },
  /** What of the kernel its answers pass through; the other protocol is the one that reads queries with it as well. */
  kernel: {
    mutate: [
      'mock-server/kernel/odata/*.ts',
      'mock-server/kernel/{memory-store,respond,row-tables}.ts',
      // $expand and lists of $select are for the other protocol alone.
      '!mock-server/kernel/odata/{parse-expand,parse-select,split-list}.ts',
      '!mock-server/kernel/**/*.test.ts',
    ],
    protocols: ['dab', 'dataverse'],
    reasons: 'kernel-survivors.json',
  },
};

const args = process.argv.slice(2);
const chosen = args.length === 0 ? Object.keys(parts) : args.filter((arg) => arg in parts);
// Files of another protocol's core are judged by its suites.
const protocolsNamed = [...new Set(args.flatMap((arg) => /\/protocols\/([^/*]+)\//.exec(arg)?.[1] ?? []))];
const named = {
  ...(args.some((arg) => arg.includes('/kernel/')) ? parts.kernel : parts.core),
  ...(protocolsNamed.length > 0 ? { protocols: protocolsNamed } : {}),
  mutate: [...args, '!mock-server/**/*.test.ts'],
};

const plugin = (name) => join(root, 'scripts/mutation', name);

async function run({ mutate, protocols }) {
  await new Stryker({
    mutate,
    plugins: [
      fileURLToPath(import.meta.resolve('@stryker-mutator/typescript-checker')),
      plugin('in-process-runner.mjs'),
      plugin('ignore-asides.mjs'),
      plugin('stream-reporter.mjs'),
    ],
    testRunner: 'in-process',
    ignorers: ['asides'],
    // Tables that are read while a module loads: each of their mutants needs a process of its own, so they take longer than all others.
    ignoreStatic: true,
    conformance: { protocols },
    buildCommand: 'node scripts/mutation/build-sandbox.mjs',
    checkers: ['typescript'],
    tsconfigFile: 'scripts/mutation/tsconfig.json',
    coverageAnalysis: 'perTest',
    ignorePatterns: ['/dist', '/bench', '/docs', '/coverage', '/.conformance'],
    tempDirName: '.conformance/mutation',
    reporters: ['json', 'progress-append-only', 'stream'],
    jsonReporter: { fileName: report },
    // Workers side by side; fewer where others use the machine as well.
    concurrency: Number(process.env.MUTATION_JOBS ?? 2),
    timeoutMS: 10_000,
    allowConsoleColors: false,
    fileLogLevel: 'off',
    logLevel: 'warn',
  }).runMutationTest();
  return JSON.parse(readFileSync(report, 'utf8'));
}

const started = performance.now();
const reports = [];
const reasons = [];
for (const part of chosen.length > 0 ? chosen.map((name) => parts[name]) : [named]) {
  reports.push(await run(part));
  reasons.push(...JSON.parse(readFileSync(plugin(part.reasons), 'utf8')));
}
const { text, problems, summary, details } = renderMutation(reports, reasons, {
  parts: chosen,
  date: new Date().toISOString().slice(0, 10),
  revision: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  node: process.version,
  minutes: (performance.now() - started) / 60_000,
});
if (chosen.length === 0) console.log(details);
else {
  writeFileSync(join(root, 'docs/mutation.md'), text);
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
console.log(summary);
