import { judge, races } from './judge.mjs';
import { startServer } from './start-server.mjs';

/**
 * How often a kernel mutant is caught through sockets by a protocol's races: by a whole run (some rule that decides
 * fails), and by each race alone.
 */
export async function hunt(kernelMutant, protocol, { runs, raceRounds }) {
  const server = await startServer({ protocols: [protocol], service: { kernelMutant } });
  let caught = 0;
  const byRace = new Map();
  for (let n = 0; n < runs; n++) {
    const { exitCode, scenarios } = await judge(server.url, protocol, { ...races(protocol), raceRounds });
    if (exitCode === 1) caught++;
    for (const { id, verdict } of scenarios) byRace.set(id, (byRace.get(id) ?? 0) + (verdict === 'fail' ? 1 : 0));
  }
  await server.stop();
  return { caught, byRace };
}
