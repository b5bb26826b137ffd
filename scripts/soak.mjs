// npm run soak: what takes too long for every test run. Pairs of runs at the same time on one server, long races on the
// clean server, how often a broken one is caught through sockets, and a long load. Writes docs/soak.md with the date.
// `node scripts/soak.mjs forms` does only what is said there of single forms of write, and puts it in its place.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelMutants, loadCore, protocolIds } from '../dist/mock-server.js';
import { huntForms } from './soak/forms.mjs';
import { hunt } from './soak/hunt.mjs';
import { judge, races } from './soak/judge.mjs';
import { load } from './soak/load.mjs';
import { startServer } from './soak/start-server.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const size = (name, usual) => Number(process.env[`SOAK_${name}`] ?? usual);
const pairs = size('PAIRS', 20);
const long = size('RACES', 200);
const runs = size('HUNTS', 100);
const runsOfForms = size('FORM_HUNTS', 20);
const length = size('LOAD', 20_000);
/** What a run does by default. */
const raceRounds = 3;

const lines = [];
const failures = [];
const say = (line) => {
  lines.push(line);
  console.log(line);
};
const must = (ok, what) => {
  if (!ok) failures.push(what);
  return ok ? '' : ' **(not as it must be)**';
};

const page = join(root, 'docs/soak.md');
const forms = () => huntForms({ runs: runsOfForms, raceRounds, say, must });
if (process.argv[2] === 'forms') {
  await forms();
  const others = readFileSync(page, 'utf8')
    .split(/^(?=## )/m)
    .filter((part) => !part.startsWith('## A window in one form'));
  const next = others.findIndex((part) => part.startsWith('## The other kernel'));
  writeFileSync(page, others.toSpliced(next, 0, `${lines.join('\n').trim()}\n\n`).join(''));
  if (failures.length > 0) console.log(`Not as it must be: ${failures.join(', ')}`);
  process.exit(failures.length > 0 ? 1 : 0);
}

say('## The clean server\n');
const clean = await startServer();
for (const protocol of protocolIds) {
  let good = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const both = await Promise.all([judge(clean.url, protocol), judge(clean.url, protocol)]);
    if (both.every(({ exitCode }) => exitCode === 0)) good++;
    else
      for (const { scenarios } of both) console.log(scenarios.filter(({ verdict }) => verdict !== 'pass').slice(0, 3));
  }
  say(
    `- ${protocol}: ${good} of ${pairs} pairs of runs at the same time pass both${must(good === pairs, `${protocol} pairs`)}`,
  );
  const { exitCode, scenarios } = await judge(clean.url, protocol, { ...races(protocol), raceRounds: long });
  const pairsSeen = scenarios
    .flatMap((scenario) => scenario.races)
    .reduce((sum, { overlap }) => sum + overlap.pairs, 0);
  const overlapping = scenarios
    .flatMap((scenario) => scenario.races)
    .reduce((sum, { overlap }) => sum + overlap.overlapping, 0);
  const overlap = ((100 * overlapping) / pairsSeen).toFixed(1);
  say(
    `- ${protocol}: ${scenarios.length} races of ${long} rounds each pass, ${overlap} % of the pairs overlapped${must(exitCode === 0, `${protocol} long races`)}`,
  );
}
await clean.stop();

/** "1 ms", "1 ms, PUT only". */
const windowOf = (id) => {
  const [, ms, method] = /-(\d+)ms(?:-(\w+))?$/.exec(id);
  return `${ms} ms${method ? `, ${method.toUpperCase()} only` : ''}`;
};

say('\n## Check-then-write through sockets\n');
say(
  `How many of ${runs} runs of a protocol's races catch the server that judges by the state at arrival and writes later, with ${raceRounds} rounds (the default) and with one; and the least that any single race which can show it catches with the default.\n`,
);
say('| protocol | window | default rounds | one round | weakest race |');
say('|---|---|---|---|---|');
for (const { id } of kernelMutants.filter(({ onlyInRaces }) => onlyInRaces)) {
  for (const protocol of protocolIds) {
    const { excuses } = await loadCore(protocol);
    if (excuses.kernelMutants?.[id] !== undefined) continue;
    const usual = await hunt({ kernelMutant: id }, protocol, { runs, raceRounds });
    const once = await hunt({ kernelMutant: id }, protocol, { runs, raceRounds: 1 });
    const [weakest] = [...usual.byRace].filter(([, count]) => count > 0).sort(([, a], [, b]) => a - b);
    const percent = (count) => `${((100 * count) / runs).toFixed(0)} %`;
    const bar = id.endsWith('-0ms') || usual.caught / runs >= 0.99;
    say(
      `| ${protocol} | ${windowOf(id)} | ${percent(usual.caught)}${must(bar, `${protocol} ${id}`)} | ${percent(once.caught)} | ${weakest ? `${percent(weakest[1])} \`${weakest[0]}\`` : 'none'} |`,
    );
  }
}

await forms();

say('\n## The other kernel mutants through sockets\n');
for (const { id } of kernelMutants.filter(({ onlyInRaces }) => !onlyInRaces)) {
  for (const protocol of protocolIds) {
    const { excuses } = await loadCore(protocol);
    const excuse = excuses.kernelMutants?.[id];
    if (excuse !== undefined) {
      say(`- ${protocol}: ${id} cannot show: ${excuse}`);
      continue;
    }
    const server = await startServer({ protocols: [protocol], service: { kernelMutant: id } });
    const { exitCode, scenarios } = await judge(server.url, protocol);
    await server.stop();
    const failed = scenarios.some(({ verdict }) => verdict === 'fail');
    const how = exitCode === 1 ? 'caught' : failed ? 'caught, by a SHOULD rule alone' : 'not caught';
    say(`- ${protocol}: ${id} is ${how}${must(failed, `${protocol} ${id}`)}`);
  }
}

say('\n## A long load\n');
say(
  'Sixteen clients read one row and write on the tag they have read; the history is judged by its chain of versions.\n',
);
for (const [title, service] of [
  ['the clean server', {}],
  ['check-then-write-1ms', { kernelMutant: 'check-then-write-1ms' }],
]) {
  const { operations, seconds, checkMs, anomalies } = await load(service, { clients: 16, length });
  const kinds = [...new Set(anomalies.map(({ kind }) => kind.replaceAll('-', ' ')))].join(', ') || 'none';
  const good = service.kernelMutant ? kinds.includes('two winners') : anomalies.length === 0;
  say(
    `- ${title}: ${operations} operations in ${seconds.toFixed(1)} s, judged in ${checkMs.toFixed(0)} ms; anomalies: ${kinds}${anomalies.length > 0 ? ` (${anomalies.length})` : ''}${must(good, `load on ${title}`)}`,
  );
}

const [processor] = cpus();
const machine = `${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
const head = `# Soak\n\nWritten by \`npm run soak\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.version} on ${machine}, load average ${loadavg()[0]?.toFixed(0)}. Server and runner are two processes.\n`;
writeFileSync(page, `${head}\n${lines.join('\n')}\n`);
if (failures.length > 0) console.log(`Not as it must be: ${failures.join(', ')}`);
process.exitCode = failures.length > 0 ? 1 : 0;
