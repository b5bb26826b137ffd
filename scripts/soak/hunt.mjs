import { judge, races } from './judge.mjs';
import { startServer } from './start-server.mjs';

/**
 * How often a broken server is caught through sockets by a protocol's races, or by those that are named: by a whole run
 * (some rule that decides fails), and by each race alone. `service`: what is broken in it.
 */
export async function hunt(service, protocol, { runs, raceRounds, scenarios = [] }) {
  const server = await startServer({ protocols: [protocol], service });
  let caught = 0;
  const byRace = new Map();
  for (let n = 0; n < runs; n++) {
    const { exitCode, scenarios: tried } = await judge(server.url, protocol, {
      ...races(protocol),
      scenarios,
      raceRounds,
    });
    if (exitCode === 1) caught++;
    for (const { id, verdict } of tried) byRace.set(id, (byRace.get(id) ?? 0) + (verdict === 'fail' ? 1 : 0));
  }
  await server.stop();
  return { caught, byRace };
}
