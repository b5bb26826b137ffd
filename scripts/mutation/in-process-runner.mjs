// Stryker test runner: the tests are the scenarios of the protocols, run in process against the built cores of the sandbox in every
// edition, then once more where all names differ, and behind them the recorded exchanges. One failing scenario kills a mutant;
// recordings are asked only when no scenario does.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commonTokens, declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, determineHitLimitReached, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';

/** Ids of the tests that pass on the sound core. All workers share the sandbox, into which they change after loading this. */
const passing = () => join(process.cwd(), 'passing-tests.json');

const built = (path) => import(pathToFileURL(join(process.cwd(), 'dist', 'modules', path)).href);

async function scenarioTests(core, protocol) {
  const [{ loadProtocol }, { createTrials }, { selectScenarios }] = await Promise.all([
    built('runner/load/load-protocol.js'),
    built('proof/prove/create-trials.js'),
    built('proof/prove/select-scenarios.js'),
  ]);
  const subject = { core, ...(await loadProtocol(protocol)) };
  const testOf = (name, trials, optionsOf) => (planned) => ({
    id: `scenario ${name} ${planned.id}`,
    run: async () => failureOf((await trials.run(planned, optionsOf(planned))).result),
  });
  const usual = core.editions.flatMap((edition) => {
    const trials = createTrials(subject, edition);
    return selectScenarios(subject, trials, edition).map(testOf(edition, trials, () => ({})));
  });
  const bindings = Object.entries(subject.spec.bindings).map(([name, { value }]) => [name, value]);
  const names = core.otherNames?.(Object.fromEntries(bindings));
  if (!names) return usual;
  const trials = createTrials(subject, core.defaultEdition, names.bindings);
  const renamed = ({ features }) => ({ features: [...features, ...names.features] });
  return [
    ...usual,
    ...selectScenarios(subject, trials, core.defaultEdition).map(testOf('other-names', trials, renamed)),
  ];
}

/** As in a proof, an assertion of what is only allowed counts, though it decides no scenario. */
function failureOf({ verdict: outcome, assertions, reason }) {
  const failed =
    assertions.find(({ verdict }) => verdict === 'fail') ??
    (outcome === 'pass' ? undefined : assertions.find(({ verdict }) => verdict !== 'pass'));
  return failed || outcome !== 'pass' ? `${outcome}: ${failed?.rule ?? reason ?? ''}` : undefined;
}

async function recordingTests(core, protocol) {
  if (!existsSync(join(process.cwd(), 'spec', protocol, 'observed', 'recordings.yaml'))) return [];
  const [{ loadRecordings }, { replayRecording }] = await Promise.all([
    built('proof/replay/load-recordings.js'),
    built('proof/replay/replay-recording.js'),
  ]);
  const tests = loadRecordings(protocol).loaded.flatMap(({ recording, stories }) =>
    stories
      .filter(({ concurrent }) => !concurrent)
      .map((story) => ({
        id: `recording ${recording.file} ${story.id}`,
        run: async () => {
          const [first] = (await replayRecording(core, recording, [story])).differing;
          return first && `${first.exchange}: ${first.differences.join('; ')}`;
        },
      })),
  );
  return tests;
}

function createRunner({ conformance: { protocols } }) {
  let tests;
  const shared = globalThis;
  shared.__stryker__ ??= {};
  const state = shared.__stryker__;

  // Loaded on first use: a mutant of code that runs while it is loaded must be active by then.
  const load = async () => {
    if (tests) return;
    const { loadCore } = await built('mock-server/protocols/index.js');
    const testsOf = async (make) => {
      const found = await Promise.all(protocols.map(async (protocol) => make(await loadCore(protocol), protocol)));
      return found.flat();
    };
    const all = [...(await testsOf(scenarioTests)), ...(await testsOf(recordingTests))];
    const known = existsSync(passing()) ? new Set(JSON.parse(readFileSync(passing(), 'utf8'))) : undefined;
    tests = known ? all.filter(({ id }) => known.has(id)) : all;
  };
  const attempt = async ({ run }) => {
    try {
      return await run();
    } catch (error) {
      return `${error}`;
    }
  };

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    async dryRun() {
      await load();
      const results = [];
      const kept = [];
      for (const test of tests) {
        state.currentTestId = test.id;
        const started = performance.now();
        const failure = await attempt(test);
        // A recording that differs from the sound core, for a listed reason, says nothing about mutants.
        if (failure !== undefined && test.id.startsWith('recording')) continue;
        kept.push(test);
        const result = { id: test.id, name: test.id, timeSpentMs: performance.now() - started };
        results.push(
          failure === undefined
            ? { ...result, status: TestStatus.Success }
            : { ...result, status: TestStatus.Failed, failureMessage: failure },
        );
      }
      tests = kept;
      writeFileSync(passing(), JSON.stringify(kept.map(({ id }) => id)));
      state.currentTestId = undefined;
      return { status: DryRunStatus.Complete, tests: results, mutantCoverage: state.mutantCoverage };
    },
    async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
      state.hitCount = 0;
      state.hitLimit = hitLimit;
      if (mutantActivation === 'static') state.activeMutant = activeMutant.id;
      try {
        await load();
      } catch (error) {
        return { status: MutantRunStatus.Killed, killedBy: ['load'], failureMessage: `${error}`, nrOfTests: 0 };
      }
      state.activeMutant = activeMutant.id;
      const chosen = testFilter ? new Set(testFilter) : undefined;
      let count = 0;
      for (const test of tests) {
        if (chosen && !chosen.has(test.id)) continue;
        count++;
        const failure = await attempt(test);
        const limit = determineHitLimitReached(state.hitCount, state.hitLimit);
        if (limit) return { status: MutantRunStatus.Timeout, reason: limit.reason };
        if (failure !== undefined)
          return { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage: failure, nrOfTests: count };
      }
      return { status: MutantRunStatus.Survived, nrOfTests: count };
    },
  };
}
createRunner.inject = [commonTokens.options];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createRunner)];

/** Stryker refuses options it does not know. */
export const strykerValidationSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    conformance: { type: 'object', properties: { protocols: { type: 'array' } }, required: ['protocols'] },
  },
};
