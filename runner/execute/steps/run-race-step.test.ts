import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../core/report.ts';
import type { AnomalyKind, RaceFacts } from '../../../core/suite.ts';
import { planTarget } from '../../plan/plan-target.ts';
import {
  answer,
  equals,
  facts,
  fakeClient,
  plan,
  race,
  raceEntry,
  request,
  scenario,
  selectingEntry,
} from '../../testing/sample-plan.ts';
import { runScenario } from '../run-scenario.ts';

describe('an anomaly of a race', () => {
  const both = 'writer[0] (204) and writer[1] (204) were both accepted on one version';
  const client = fakeClient(({ method }) =>
    answer(method === 'GET' ? 200 : 204, method === 'GET' ? { title: 'w0' } : undefined),
  );
  const history = (...forbids: readonly AnomalyKind[]): Partial<RaceFacts> => ({
    history: { model: 'compare-and-set', read: request('GET /rows/1'), refused: [412], forbids },
  });
  /** Verdicts of these entries on two writers that are both accepted, how often it was read, and what was observed. */
  const judged = async (...entries: readonly Partial<RaceFacts>[]): Promise<unknown> => {
    const expected = entries.map((of, n) => raceEntry(`T-${n + 1}`, of));
    const one = scenario('race', {
      steps: [race(2, 'PUT /rows/1', ['/title', 'w$(client.index)'], expected)],
    });
    const texts: string[] = [];
    const target = plan([one], client);
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
    const either = (...forbids: readonly AnomalyKind[]): Partial<RaceFacts> => ({
      either: [
        ['sound', facts(history(...forbids))],
        ['refused', facts({ tally: { counts: [['412', equals(2)]] } })],
      ],
    });
    expect(await judged(either('two-winners'))).toEqual(['fail', 1]);
    expect(await judged(either('ghost-write'))).toEqual(['pass', 1, 'T-1 writers: sound']);
  });
});

describe('answers of a race that an entry selects', () => {
  /** Two answers, of which only the second tells its version; what of a write's status an entry says of those it selects. */
  const verdictOf = async (selection: Parameters<typeof selectingEntry>[1]): Promise<unknown> => {
    let n = 0;
    const client = fakeClient(() => answer(204, undefined, n++ === 0 ? [] : [['ETag', '"1"']]));
    const entries = [
      raceEntry('T-1', { tally: { counts: [['204', equals(2)]] } }),
      selectingEntry('T-2', selection, { status: [204] }),
    ];
    const target = plan([scenario('race', { steps: [race(2, 'PUT /rows/1', ['/title', 'w'], entries)] })], client);
    const [planned] = planTarget(target).scenarios;
    if (planned === undefined) throw new Error('nothing planned');
    const { assertions } = await runScenario(planned, target, { client, seed: 'seed', raceRounds: 1 });
    return assertions.map(({ rule, verdict, reason }) => [rule, verdict, reason?.replace(/^not refuted.*/, 'raced')]);
  };

  it('are judged each, others are not', async () => {
    expect(await verdictOf({ method: ['PUT'] })).toEqual([
      ['T-1', 'pass', 'raced'],
      ['T-2', 'pass', 'raced'],
    ]);
    expect(await verdictOf({ method: ['DELETE'] })).toEqual([['T-1', 'pass', 'raced']]);
  });

  it('leave the entry open when a token in `for` has no value: nobody can tell which they are', async () => {
    expect(await verdictOf({ headers: [['etag', equals('$(answer.version)')]] })).toEqual([
      ['T-1', 'pass', 'raced'],
      ['T-2', 'inconclusive', '$(answer.version) has no value'],
    ]);
  });
});
