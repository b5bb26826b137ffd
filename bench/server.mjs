// npm run bench:server: how many requests a second the reference server answers, against a bare Hapi onRequest handler that
// sends the same bytes; whether memory stays flat; whether time per request grows with the rows loaded. Needs `wrk`.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
const root = dirname(bench);
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function start(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill());
  const base = await new Promise((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      const port = /^(\d+)\n/.exec(text)?.[1];
      if (url) resolve(url);
      else if (port) resolve(`http://127.0.0.1:${port}`);
    });
  });
  return {
    base,
    child,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
  };
}

function load(url) {
  const { stdout } = spawnSync('wrk', ['-t1', '-c16', `-d${seconds}s`, url], { encoding: 'utf8' });
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0);
}

const reference = await start(['dist/main.js', 'serve', 'dab', '--port', '0']);
const path = '/api/Books/id/1';
const sample = await (await fetch(reference.base + path)).text();
const bare = await start([join(bench, 'bare-hapi.mjs'), sample]);

const ratios = [];
const rates = [];
load(reference.base + path);
const before = reference.memory();
for (let round = 0; round < rounds; round++) {
  const ours = load(reference.base + path);
  const floor = load(bare.base + path);
  rates.push([ours, floor]);
  ratios.push(ours / floor);
}
const after = reference.memory();

async function perRequest(count) {
  // While wrk ran, the server has closed what this process had kept open.
  await fetch(reference.base + path).catch(() => undefined);
  const started = performance.now();
  for (let i = 0; i < count; i++) await (await fetch(reference.base + path)).arrayBuffer();
  return (performance.now() - started) / count;
}
const small = await perRequest(2000);
for (let i = 0; i < 100_000; i += 50) {
  await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      fetch(`${reference.base}/api/Books/id/${1_000_000 + i + n}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: '{"title":"one of many","publisher_id":7}',
      }).then((answer) => answer.arrayBuffer()),
    ),
  );
}
const large = await perRequest(2000);
reference.child.kill();
bare.child.kill();

console.log(
  `reference server ${rates.map(([ours]) => ours.toFixed(0)).join(', ')} requests/s; bare Hapi ${rates.map(([, floor]) => floor.toFixed(0)).join(', ')}`,
);
console.log(`ratio, median of ${rounds}: ${median(ratios).toFixed(2)} (bar: at least 0.5)`);
console.log(`memory before and after ${rounds * seconds} s of load: ${before.toFixed(0)} -> ${after.toFixed(0)} MiB`);
console.log(
  `ms per request with the seeded rows ${small.toFixed(3)}, with 100,000 more ${large.toFixed(3)}: ratio ${(large / small).toFixed(2)}`,
);
