// Part of npm run soak: one thing is changed in one class of answers of the sound server, in process, and the suites must notice.
// Writes docs/one-change.md with the date when it tries everything. `npm run build` comes first.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import {
  explainUnnoticed,
  foldUnnoticed,
  joinFound,
  loadCore,
  loadLawfulChanges,
  loadProtocol,
  mostUnnoticed,
  protocolIds,
  setApartRecommended,
} from '../.conformance/internals/internals.js';
import { renderPage } from './one-change/render-page.mjs';

const help = `Usage: node scripts/one-change.mjs [options] [protocol...]

Change one thing in one class of answers (method, route, status) of the sound server, and ask whether a rule that decides a
run notices. Every change of every class is tried; what stays unnoticed needs a reason in spec/<protocol>/unnoticed.yaml.

Options:
  --edition <id>   the edition to try (default: the protocol's default)
  --only <text>    only changes whose text contains this; reasons are not asked for
  --threads <n>    threads that share the work (default: one per processor)
  --list           print every change that stays unnoticed, with a reason or without
  --json           print what was found as JSON
  -h, --help       display help for command

Examples:
  $ node scripts/one-change.mjs                        all protocols; writes docs/one-change.md
  $ node scripts/one-change.mjs dab --list
  $ node scripts/one-change.mjs dialogporten --edition documented
  $ node scripts/one-change.mjs dab --only 'POST /api/Books 201: header'

Exit codes:
  0    every change is noticed, or unnoticed for a reason
  1    a change stays unnoticed without a reason, a reason is not needed, or more than ${mostUnnoticed} % stay unnoticed
  2    usage
`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function readArguments() {
  const options = {
    edition: { type: 'string' },
    only: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
    list: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const unknown = positionals.find((id) => !protocolIds.includes(id));
  if (unknown !== undefined) throw new Error(`no such protocol: ${unknown}; there are ${protocolIds.join(', ')}`);
  const threads = Number(values.threads);
  if (!Number.isInteger(threads) || threads < 1)
    throw new Error(`--threads must be a number from 1, not ${values.threads}`);
  return { ...values, threads, protocols: positionals.length > 0 ? positionals : protocolIds };
}

function usage(error) {
  process.stderr.write(`error: ${error.message}\nTry node scripts/one-change.mjs --help\n`);
  process.exit(2);
}

let args;
try {
  args = readArguments();
} catch (error) {
  usage(error);
}
if (args.help) {
  process.stdout.write(help);
  process.exit(0);
}

function inThread(workerData) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('one-change/thread.mjs', import.meta.url), { workerData });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a thread ended before it was done')));
  });
}

async function judge(protocol) {
  const started = performance.now();
  const { defaultEdition, editions } = await loadCore(protocol);
  const edition = args.edition ?? defaultEdition;
  if (!editions.includes(edition))
    usage(new Error(`${protocol} has no edition ${edition}; it has ${editions.join(', ')}`));
  const shares = Array.from({ length: args.threads }, (_, index) => ({ index, of: args.threads }));
  const { unnoticed: reasons, free, warned, recommended: parts } = loadLawfulChanges(root, protocol);
  const members = free.map(({ member }) => member);
  const all = joinFound(
    await Promise.all(
      shares.map((share) => inThread({ protocol, edition, share, only: args.only ?? '', free: members })),
    ),
  );
  const { spec } = await loadProtocol(protocol);
  const sources = spec.sources.map(({ id }) => id);
  const {
    found,
    recommended,
    problems: badParts,
  } = setApartRecommended(warned ? foldUnnoticed(all) : all, parts, sources);
  // The reasons are about all changes of the default edition.
  const complete = args.only === undefined && edition === defaultEdition;
  const explained = explainUnnoticed(found, reasons, sources, free);
  const problems = complete
    ? [...badParts, ...explained.problems]
    : explained.problems.filter((text) => text.startsWith('no rule fails'));
  return {
    protocol,
    edition,
    ...found,
    warnedOnly: warned && { count: all.warned.length, because: warned },
    freeMembers: free,
    recommended,
    ...explained,
    problems,
    seconds: (performance.now() - started) / 1000,
  };
}

const results = [];
for (const protocol of args.protocols) {
  const result = await judge(protocol);
  results.push(result);
  if (args.json) continue;
  const { edition, classes, changes, unnoticed, lawful, problems, seconds, warnedOnly, recommended } = result;
  const warnedCount = (warnedOnly?.count ?? 0) + recommended.reduce((sum, part) => sum + part.changes.length, 0);
  const share = ((100 * unnoticed.length) / Math.max(1, changes)).toFixed(1);
  console.log(
    `${protocol} ${edition}: ${classes} classes, ${changes} changes, ${unnoticed.length} unnoticed (${share} %)${warnedCount > 0 ? `, ${warnedCount} warned of only or optional` : ''}, ${seconds.toFixed(0)} s`,
  );
  if (args.list)
    for (const { reason, changes: same } of lawful)
      for (const text of same) console.log(`  ${text} (${reason.source})`);
  for (const problem of problems) console.log(`  ${problem}`);
}
if (args.json) console.log(JSON.stringify(results, undefined, 2));

const everything =
  args.protocols.length === protocolIds.length && args.edition === undefined && args.only === undefined;
if (everything && !args.json) {
  const head = `Written by \`node scripts/one-change.mjs\` (part of \`npm run soak\`) on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}.`;
  writeFileSync(join(root, 'docs/one-change.md'), renderPage(results, { head, most: mostUnnoticed }));
}
process.exitCode = results.some(({ problems }) => problems.length > 0) ? 1 : 0;
