// npm run soak: what takes too long for every test run. Fifty-fold races, twenty pairs of runs at the same time on one server, and the
// rate at which a check-then-write server is caught through sockets. Writes docs/soak.md with the date.
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createReferenceServer, kernelMutants, loadCore, protocolIds } from '../dist/mock-server/index.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, 'dist/cli/main.js');
const pairs = Number(process.env.SOAK_PAIRS ?? 20);
const races = Number(process.env.SOAK_RACES ?? 50);
const hunts = Number(process.env.SOAK_HUNTS ?? 20);

async function judge(base, protocol, extra = []) {
  const core = await loadCore(protocol);
  const identities = Object.entries(core.credentials).flatMap(([id, fields]) =>
    fields.flatMap(([name, value]) => ['--identity', `${id}=${name}: ${value}`]),
  );
  const args = [cli, 'run', '--target', `${base}/${protocol}`, '--protocol', protocol, ...identities, ...extra];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Scenarios of a protocol that hold a race. */
function raceScenarios(protocol) {
  const { stdout } = spawnSync(process.execPath, [cli, 'list', 'scenarios', '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return JSON.parse(stdout)
    .filter((scenario) => scenario.protocol === protocol && scenario.race)
    .map(({ id }) => id);
}

const lines = [];
const say = (line) => {
  lines.push(line);
  console.log(line);
};
let failures = 0;

const server = await createReferenceServer({});
for (const protocol of protocolIds) {
  let good = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const both = await Promise.all([judge(server.url, protocol), judge(server.url, protocol)]);
    if (both.every(({ code }) => code === 0)) good++;
    else console.log(both.find(({ code }) => code !== 0).output.slice(-3000));
  }
  failures += pairs - good;
  say(`- ${protocol}: ${good} of ${pairs} pairs of simultaneous runs on one server both conforming`);
  const scenarios = raceScenarios(protocol);
  if (scenarios.length === 0) continue;
  const long = await judge(server.url, protocol, [
    '--race-rounds',
    String(races),
    ...scenarios.flatMap((id) => ['--scenario', id]),
  ]);
  if (long.code !== 0) failures++;
  say(
    `- ${protocol}: ${scenarios.length} race scenarios of ${races} rounds each on the clean server: exit ${long.code}`,
  );
}
await server.stop();

for (const { id } of kernelMutants.filter(({ onlyInRaces }) => onlyInRaces)) {
  const broken = await createReferenceServer({ kernelMutant: id });
  for (const protocol of protocolIds) {
    const scenarios = raceScenarios(protocol);
    if (scenarios.length === 0) continue;
    let caught = 0;
    for (let hunt = 0; hunt < hunts; hunt++) {
      const { code } = await judge(
        broken.url,
        protocol,
        scenarios.flatMap((name) => ['--scenario', name]),
      );
      if (code === 1) caught++;
    }
    say(`- ${protocol}: ${id} caught through sockets in ${caught} of ${hunts} runs with the default rounds`);
  }
  await broken.stop();
}

const head = `# Soak\n\nWritten by \`npm run soak\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}.\n`;
writeFileSync(join(root, 'docs/soak.md'), `${head}\n${lines.join('\n')}\n`);
process.exitCode = failures > 0 ? 1 : 0;
