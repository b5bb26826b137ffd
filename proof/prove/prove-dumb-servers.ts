import type { ScenarioResult } from '../../core/report.ts';
import { isMandatory } from '../../core/rule.ts';
import { createService } from '../../mock-server/kernel/create-service.ts';
import type { ProtocolCore } from '../../mock-server/kernel/protocol-core.ts';
import { run } from '../../runner/run.ts';
import { matchExcuse } from '../match-excuse.ts';
import { createTrials, type ProofSubject } from './create-trials.ts';
import { type DumbServer, dumbServers } from './dumb-servers.ts';
import type { DumbServerProof } from './prove-report.ts';

/** Tries the suites of a protocol on servers that know nothing of it. */
export async function proveDumbServers(
  subject: ProofSubject,
  others: readonly ProtocolCore[],
): Promise<DumbServerProof[]> {
  const { core, spec } = subject;
  const trials = createTrials(subject, core.defaultEdition);
  const mandatory = new Set(spec.rules.filter(({ level }) => isMandatory(level)).map(({ id }) => id));
  const proofs: DumbServerProof[] = [];
  for (const { id, title, answer } of [...dumbServers, ...others.map(foreign)]) {
    const { exitCode, targets } = await run({
      targets: [trials.planAgainst(answer)],
      tool: { name: 'prove', version: '0' },
      jobs: 8,
      seed: id,
      reporters: [],
      strict: false,
      provisional: false,
      raceRounds: 1,
    });
    // A run may end before it has judged anything; what each check says on its own is asked then.
    const judged = new Map(targets.flatMap(({ scenarios }) => scenarios.map((result) => [result.id, result])));
    const results = await Promise.all(
      trials.planned.flatMap((planned) => {
        const known = judged.get(planned.id);
        if (planned.skip !== undefined) return [];
        return [known === undefined || known.verdict === 'skipped' ? trials.runAgainst(planned, answer) : known];
      }),
    );
    const passed = passedRules(results).filter((rule) => mandatory.has(rule));
    const unexplained = passed.filter((rule) => matchExcuse(`${id} ${rule}`, core.excuses.dumbPasses) === undefined);
    proofs.push({ id, title, exitCode, passed, unexplained });
  }
  return proofs;
}

/** Another protocol's server: it answers well, but not to this. */
function foreign(core: ProtocolCore): DumbServer {
  const service = createService(core, { exchanges: 0 });
  return { id: `speaks-${core.id}`, title: `speaks ${core.title}`, answer: (request) => service.dispatch(request) };
}

/** Rules that were judged, and of which every assertion passed. */
function passedRules(results: readonly ScenarioResult[]): string[] {
  const assertions = results.flatMap((result) => result.assertions);
  const spoiled = new Set(assertions.filter(({ verdict }) => verdict !== 'pass').map(({ rule }) => rule));
  return [...new Set(assertions.map(({ rule }) => rule))].filter((rule) => !spoiled.has(rule)).sort();
}
