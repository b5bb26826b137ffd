import { describe, expect, it } from 'vitest';
import type { Client, Outcome } from '../../../core/client.ts';
import { decodeUtf8 } from '../../../core/http.ts';
import type { Observation } from '../../../core/report.ts';
import type { AnomalyKind, RaceFacts, Tally } from '../../../core/suite.ts';
import { planTarget } from '../../plan/plan-target.ts';
import {
  answer,
  entry,
  equals,
  facts,
  fakeClient,
  plan,
  race,
  raceEntry,
  request,
  scenario,
  selectingEntry,
  step,
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

  it('is reported, fails nothing, and lets nothing pass, when no rule forbids it', async () => {
    const text = `T-1 writers: two winners: ${both} (T-1 does not speak of it)`;
    expect(await judged(history('ghost-write'))).toEqual(['inconclusive', 1, text]);
  });

  it('fails the entry that forbids it and no other; all look at one read', async () => {
    expect(await judged(history('ghost-write'), history('two-winners'))).toEqual(['inconclusive fail', 1]);
  });

  it('is judged in an alternative, too', async () => {
    const either = (...forbids: readonly AnomalyKind[]): Partial<RaceFacts> => ({
      either: [
        ['sound', facts(history(...forbids))],
        ['refused', facts({ tally: { counts: [['412', equals(2)]] } })],
      ],
    });
    expect(await judged(either('two-winners'))).toEqual(['fail', 1]);
    expect(await judged(either('ghost-write'))).toEqual(['inconclusive', 1]);
  });
});

describe('the order of release', () => {
  const released = async (seed: string, raceRounds = 1) => {
    const order: string[] = [];
    // Each answer tells whose it is, so that one given to another contender would fail the entry.
    const client = fakeClient(({ body }) => {
      const { title } = JSON.parse(decodeUtf8(body)) as { readonly title: string };
      order.push(title);
      return answer(200, { title });
    });
    const entry = selectingEntry(
      'T-1',
      {},
      { body: { kind: 'shape', places: [['/title', equals('w$(client.index)')]] } },
    );
    const writers = race(4, 'PUT /rows/1', ['/title', 'w$(client.index)'], [entry], {
      body: { kind: 'json', value: { title: 'w$(client.index)' }, edit: [] },
    });
    const target = plan([scenario('race', { steps: [writers] })], client);
    const [planned] = planTarget(target).scenarios;
    if (planned === undefined) throw new Error('nothing planned');
    const { verdict, races } = await runScenario(planned, target, { client, seed, raceRounds });
    expect(verdict).toBe('pass');
    return { order, first: races[0]?.first };
  };

  it('is that of the seed, another one each round, and every answer stays with its request', async () => {
    const { order } = await released('a', 8);
    const rounds = Array.from({ length: 8 }, (_, n) => order.slice(4 * n, 4 * n + 4));
    for (const round of rounds) expect(round.toSorted()).toEqual(['w0', 'w1', 'w2', 'w3']);
    expect(new Set(rounds.map(String)).size).toBeGreaterThan(4);
    expect((await released('a', 8)).order).toEqual(order);
    expect((await released('b', 8)).order).not.toEqual(order);
  });

  it('is told: who was first, in how many rounds', async () => {
    const { order, first } = await released('a', 8);
    const firsts = order.filter((_, n) => n % 4 === 0).map((title) => title.replace(/^w(.)/, 'writer[$1]'));
    expect(first).toEqual(
      Object.fromEntries(firsts.map((name) => [name, firsts.filter((one) => one === name).length])),
    );
    expect(Object.values(first ?? {}).reduce((sum, n) => sum + n, 0)).toBe(8);
  });
});

describe('a request of a race that gets no answer', () => {
  /** Verdicts and reasons of a race of three, of which the server accepts so many and the last one's answer is lost. */
  const judged = async (accepts: number, counts: Tally['counts'] = [['204', equals(1)]]) => {
    let accepted = 0;
    let title = '';
    const whole = fakeClient(({ method, body }) => {
      if (method === 'GET') return answer(200, { title });
      if (accepted++ >= accepts) return answer(412);
      title = (JSON.parse(decodeUtf8(body)) as { readonly title: string }).title;
      return answer(204);
    });
    const client: Client = {
      ...whole,
      race: async (messages) => {
        const outcomes = await whole.race(messages);
        const { startedMs, endedMs } = outcomes[2] as Outcome;
        const fault = { code: 'reset', message: 'the connection was reset' } as const;
        return [...outcomes.slice(0, 2), { kind: 'fault', fault, startedMs, endedMs }];
      },
    };
    const read = request('GET /rows/1');
    const forbids: readonly AnomalyKind[] = ['two-winners', 'ghost-write'];
    const entries = [
      raceEntry('T-1', { tally: { counts, rest: [412] } }),
      raceEntry('T-2', { history: { model: 'compare-and-set', read, refused: [412], forbids } }),
      selectingEntry('T-3', { status: [412] }, { status: [412] }),
    ];
    const writers = race(3, 'PUT /rows/1', ['/title', 'w$(client.index)'], entries, {
      body: { kind: 'json', value: { title: 'w$(client.index)' }, edit: [] },
    });
    const later = step('list', 'GET /rows', { expect: [entry('T-3', { status: [418] })] });
    const target = plan([scenario('race', { steps: [writers, later] })], client);
    const [planned] = planTarget(target).scenarios;
    if (planned === undefined) throw new Error('nothing planned');
    const result = await runScenario(planned, target, { client, seed: 'seed', raceRounds: 1 });
    return [result.verdict, ...result.assertions.map(({ verdict, reason }) => `${verdict}: ${reason ?? ''}`)];
  };
  const lost = 'inconclusive: 1 of 3 without an answer';

  it('makes the round inconclusive, and what comes after it', async () => {
    expect(await judged(1)).toEqual([
      'inconclusive',
      lost,
      lost,
      lost,
      'inconclusive: after writers: 1 of 3 without an answer',
    ]);
  });

  it('may be the one that was accepted', async () => {
    expect((await judged(1, [['204', equals(2)]]))[1]).toBe(lost);
  });

  it('excuses nothing that the other answers show', async () => {
    const [, tally, history] = await judged(2);
    expect([tally, history]).toEqual(['fail: ', 'fail: ']);
    expect((await judged(1, [['204', equals(3)]]))[1]).toBe('fail: ');
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
