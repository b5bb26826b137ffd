import { planBundledTargets } from '../../.conformance/internals/internals.js';
import { loadProtocol, run } from '../../dist/index.js';
import { loadCore } from '../../dist/mock-server.js';

const loaded = new Map();

/** The spec and the suites of a protocol, which a hunt needs hundreds of times. */
function load(protocol) {
  if (!loaded.has(protocol)) loaded.set(protocol, loadProtocol(protocol));
  return loaded.get(protocol);
}

/** Judges a server over sockets by a protocol's suites, or by some of them; the server is another process. */
export async function judge(url, protocol, { suites = [], scenarios = [], raceRounds = 5 } = {}) {
  const core = await loadCore(protocol);
  const targets = planBundledTargets({ url, cores: [core] }, [await load(protocol)], {
    edition: core.defaultEdition,
    selection: { rules: [], suites, scenarios },
    timeoutMs: 30_000,
  });
  const report = await run({
    targets,
    tool: { name: 'soak', version: '0' },
    jobs: 8,
    seed: String(Math.random()),
    reporters: [],
    raceRounds,
  });
  return { exitCode: report.exitCode, scenarios: report.targets.flatMap((target) => target.scenarios) };
}

/** The suite that holds a protocol's races. */
export const races = (protocol) => ({ suites: [`${protocol}/races`] });
