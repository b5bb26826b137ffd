import { describe, expect, it } from 'vitest';
import type { Observation } from '../../core/report.ts';
import type { AnomalyKind, FactSet, Scenario } from '../../core/suite.ts';
import { planTarget } from '../plan/plan-target.ts';
import { answer, entry, equals, facts, fakeClient, plan, request, scenario } from '../testing/sample-plan.ts';
import { runScenario } from './run-scenario.ts';

describe('an anomaly of a race', () => {
  const both = 'writer[0] (204) and writer[1] (204) were both accepted on one version';
  const client = fakeClient(({ method }) =>
    answer(method === 'GET' ? 200 : 204, method === 'GET' ? { title: 'w0' } : undefined),
  );
  const history = (...forbids: readonly AnomalyKind[]): Partial<FactSet> => ({
    history: { model: 'compare-and-set', read: request('GET /rows/1'), refused: [412], forbids },
  });
  /** Verdicts of these entries on two writers that are both accepted, how often it was read, and what was observed. */
  const judged = async (...entries: readonly Partial<FactSet>[]): Promise<unknown> => {
    const race: Scenario = scenario('race', {
      steps: [
        {
          kind: 'race',
          id: 'writers',
          at: [1, 1],
          when: {},
          cleanup: [],
          clients: [
            {
              id: 'writer',
              copies: 2,
              request: request('PUT /rows/1'),
              leaves: { kind: 'shape', places: [['/title', equals('w$(client.index)')]] },
            },
          ],
          expect: entries.map((of, n) => entry(`T-${n + 1}`, of)),
        },
      ],
    });
    const texts: string[] = [];
    const target = plan([race], client);
    const [planned] = planTarget(target).scenarios;
    if (planned === undefined) throw new Error('nothing planned');
    const result = await runScenario(planned, target, {
      client,
      seed: 'seed',
      raceRounds: 1,
      observe: (observation: Observation) => texts.push(`${observation.rule} ${observation.text}`),
    });
    const reads = result.exchanges.filter(({ role }) => role === 'read').length;
    return [result.assertions.map(({ verdict }) => verdict).join(' '), reads, ...texts];
  };

  it('is reported, and fails nothing, when no rule forbids it', async () => {
    const text = `T-1 writers: two winners: ${both} (T-1 does not speak of it)`;
    expect(await judged(history('ghost-write'))).toEqual(['pass', 1, text]);
  });

  it('fails the entry that forbids it and no other; all look at one read', async () => {
    expect(await judged(history('ghost-write'), history('two-winners'))).toEqual(['pass fail', 1]);
  });

  it('is judged in an alternative, too', async () => {
    const either = (...forbids: readonly AnomalyKind[]): Partial<FactSet> => ({
      either: [
        ['sound', facts(history(...forbids))],
        ['refused', facts({ tally: { counts: [['412', equals(2)]] } })],
      ],
    });
    expect(await judged(either('two-winners'))).toEqual(['fail', 1]);
    expect(await judged(either('ghost-write'))).toEqual(['pass', 1, 'T-1 writers: sound']);
  });
});
