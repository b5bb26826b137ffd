// npm run bench: the same story told by this tool and by its peers, as whole processes in one run on one machine.
// Prints a table and writes docs/benchmarks.md. Ratios are medians of ratios within rounds, so that a slow moment hits both.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, type as osType, release, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparePairs } from './pairs.mjs';
import { bareTuned, bareUndici, ours, oursAnew, oursParallel, peers } from './peers/index.mjs';

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const bulkRounds = Number(process.env.BENCH_BULK_ROUNDS ?? 3);
const only = process.env.BENCH_ONLY?.split(',');

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The server stays on the last core, where the system can say so: else it often runs where the client does, and waits for it. */
const canPin = cpus().length > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;
const ownCore = canPin ? ['taskset', '-c', String(cpus().length - 1)] : [];

async function startStoryServer(waits = 0) {
  const command = [...ownCore, process.execPath, join(bench, 'story-server.mjs'), String(waits)];
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  return { base: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

function once(peer, context) {
  const [file, args] = peer.command(context);
  const started = performance.now();
  const result = spawnSync(file, args, {
    cwd: peer.cwd ? context.folder : root,
    env: { ...process.env, ...(typeof peer.env === 'function' ? peer.env(context) : peer.env), NO_COLOR: '1', CI: '1' },
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 1 << 28,
  });
  return {
    seconds: (performance.now() - started) / 1000,
    ok: result.status === 0,
    output: `${result.stdout}${result.stderr}${result.error ?? ''}`,
  };
}

/** Times of every peer for this many stories, interleaved round by round. */
async function measure(everybody, stories, times, waits = 0) {
  const server = await startStoryServer(waits);
  const seconds = new Map(everybody.map((peer) => [peer.name, []]));
  const broken = new Map();
  const folders = new Map();
  for (const peer of everybody) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    folders.set(peer, folder);
    peer.write(folder, server.base, stories);
  }
  for (let round = 0; round <= times; round++) {
    for (const peer of everybody) {
      if (broken.has(peer.name)) continue;
      const context = { root, bench, folder: folders.get(peer), base: server.base, stories };
      let run = once(peer, context);
      // Some peers now and then fall over their own feet; a second try is theirs.
      if (!run.ok) run = once(peer, context);
      if (!run.ok) broken.set(peer.name, run.output.slice(-600));
      // Round 0 warms the disk cache and is not counted.
      else if (round > 0) seconds.get(peer.name).push(run.seconds);
    }
  }
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
  server.stop();
  return { seconds, broken };
}

function ratios(seconds, name, to) {
  const a = seconds.get(name);
  const b = seconds.get(to);
  return a.length > 0 && b.length > 0 ? median(a.map((value, i) => value / b[i])) : undefined;
}

function table(title, { seconds, broken }, reference) {
  const rows = [...seconds].map(([name, values]) => {
    if (broken.has(name)) return `| ${name} | did not run | |`;
    const ratio = ratios(seconds, name, reference);
    return `| ${name} | ${median(values).toFixed(3)} (${Math.min(...values).toFixed(3)}–${Math.max(...values).toFixed(3)}) | ${ratio?.toFixed(2) ?? ''} |`;
  });
  return [
    `### ${title}`,
    '',
    `| tool | seconds: median (min–max) | ratio to ${reference} |`,
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

if (!process.env.BENCH_SKIP_INSTALL)
  spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: bench,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });

const chosen = peers.filter((peer) => !only || only.includes(peer.name));
const coldStart = await measure([ours, oursAnew, bareUndici, bareTuned, ...chosen], 1, rounds);
const bulk = await measure([ours, oursAnew, oursParallel, bareUndici, bareTuned, ...chosen], 300, bulkRounds);
const far = await measure([ours, oursParallel, bareUndici, bareTuned], 300, bulkRounds, 5);
/** Seconds for each story beyond the first, as a multiple of what the bare loop takes. */
function addedStory({ seconds }, loop) {
  const each = ({ name }) => median(seconds.get(name)) - median(coldStart.seconds.get(name));
  return (each(ours) / each(loop)).toFixed(2);
}

const machine = `${osType()} ${release()}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const text = [
  '# Benchmarks',
  '',
  'Written by `npm run bench`. The story: GET 200, PATCH with the fresh ETag 204, PATCH with the stale one 412.',
  'Whole processes, every tool in turn in each round, one warm-up round not counted. Compare ratios, not seconds.',
  '',
  `- ${new Date().toISOString().slice(0, 10)}, ${machine}`,
  ...(canPin ? ['- the server is kept on the last core'] : []),
  `- ${rounds} rounds of one story, ${bulkRounds} rounds of 300 stories`,
  '',
  table('Cold start: one story', coldStart, ours.name),
  table('Bulk: 300 stories', bulk, ours.name),
  table('Bulk: 300 stories on a target that takes 5 ms to answer', far, ours.name),
  `Each added story takes ${addedStory(bulk, bareTuned)} × what it takes the bare loop, and ${addedStory(far, bareTuned)} × on the target that takes 5 ms. That is the`,
  'loop with the engine set as ours: a process that used undici waits at its end for V8, which has begun to optimize the parser. On Node 20',
  'these are about 70 ms of one story of the bare loop, and nothing of 300, so that its added stories seem to take less than they do.',
  `(Against the bare loop as it is: ${addedStory(bulk, bareUndici)} × and ${addedStory(far, bareUndici)} ×.)`,
  `Whole processes for 300 stories: ${(ratios(bulk.seconds, ours.name, bareUndici.name) ?? Number.NaN).toFixed(2)} × a bare undici loop.`,
  '',
  comparePairs(root, process.env.BENCH_AGAINST),
].join('\n');
mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(join(root, 'docs', 'benchmarks.md'), text);
console.log(text);
for (const [name, output] of new Map([...coldStart.broken, ...bulk.broken]))
  console.error(`${name} did not run:\n${output}\n`);
