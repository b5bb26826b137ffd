import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import { anomalyKinds, type History, type HistoryModel, type Matcher } from '../../../core/suite.ts';
import { equals, fakeClient, plan, request } from '../../testing/sample-plan.ts';
import { type Answer, createAnswer } from '../../values/answer.ts';
import { innerScope } from '../../values/scope.ts';
import { judgeHistory } from './judge-history.ts';
import { overlapOf, type RaceRun } from './race-reading.ts';

const scope = innerScope(undefined, []);
const { spec } = plan(
  [],
  fakeClient(() => answer(200)),
);
const answer = (status: number, body: Json = {}, path = '/'): Answer =>
  createAnswer({
    method: 'GET',
    url: path,
    path,
    exchange: 0,
    status,
    headers: [],
    body: utf8(typeof body === 'string' ? body : stringifyJson(body)),
  });

type Times = readonly (readonly [number, number])[];

/** One client: the status it got (undefined: no answer), how, and what it leaves. */
interface Client {
  readonly status: number | undefined;
  readonly method?: string;
  readonly client?: string;
  readonly sees?: Json;
  readonly leaves?: Matcher;
}

function runsOf(clients: readonly Client[], times?: Times): RaceRun[] {
  return clients.map(({ status, method = 'PUT', client = 'writer', sees, leaves }, index) => {
    const [startedMs, endedMs] = times?.[index] ?? [0, 10];
    return {
      name: String(index),
      client,
      method,
      scope,
      answer: status === undefined ? undefined : answer(status, sees),
      startedMs,
      endedMs,
      ...(leaves ? { leaves } : {}),
    };
  });
}

const last = (index: number): Matcher => ({ kind: 'shape', places: [['/last', equals(index)]] });
const listed = (index: number): Matcher => ({ kind: 'some', matcher: equals(index) });

/** "kind, kind", why nothing follows, or "fine". */
function judge(
  model: HistoryModel,
  statuses: readonly (number | undefined)[],
  final: Json,
  { times, status = 200 }: { readonly times?: Times; readonly status?: number } = {},
): string {
  const leaves = model === 'set' ? listed : last;
  const clients = statuses.map((one, index) => ({ status: one, leaves: leaves(index) }));
  return judgeRuns({ model }, runsOf(clients, times), answer(status, final));
}

function judgeRuns(more: Pick<History, 'model'> & Partial<History>, runs: readonly RaceRun[], read: Answer): string {
  const history: History = { read: request('GET /'), refused: ['4xx'], forbids: anomalyKinds, ...more };
  const result = judgeHistory(history, runs, read, { scope, spec, readAt: [20, 21] });
  return result.anomalies.map(({ kind }) => kind).join(', ') || result.inconclusive || 'fine';
}

const apart: Times = [
  [0, 1],
  [2, 3],
  [4, 5],
];

describe('judgeHistory', () => {
  it.each<[string, string, string]>([
    ['one winner, shown', judge('compare-and-set', [204, 412, 412], { last: 0 }), 'fine'],
    ['two winners', judge('compare-and-set', [204, 204, 412], { last: 1 }), 'two-winners'],
    ['the winner is not there', judge('compare-and-set', [204, 412], { last: 9 }), 'phantom-success'],
    ['a refused write is there', judge('compare-and-set', [204, 412], { last: 1 }), 'ghost-write, lost-update'],
    ['nobody won', judge('compare-and-set', [412, 412], { last: 9 }), 'unfounded-refusal'],
    ['nobody won, yet something is there', judge('compare-and-set', [412, 412], { last: 0 }), 'ghost-write'],
    ['an unknown outcome may be there', judge('compare-and-set', [undefined, 412], { last: 0 }), 'fine'],
    ['a 500 that is not a refusal may be there', judge('compare-and-set', [500, 412], { last: 0 }), 'fine'],
    ['the last write shows', judge('register', [204, 204], { last: 1 }), 'fine'],
    ['none of the accepted writes shows', judge('register', [204, 204], { last: 9 }), 'phantom-success'],
    ['an older write shows', judge('register', [204, 204], { last: 0 }, { times: apart }), 'lost-update'],
    [
      'an older write shows, but they overlapped',
      judge(
        'register',
        [204, 204],
        { last: 0 },
        {
          times: [
            [0, 3],
            [2, 4],
          ],
        },
      ),
      'fine',
    ],
    ['a refused write shows', judge('register', [204, 412], { last: 1 }), 'ghost-write'],
    ['every accepted one is there', judge('set', [201, 201, 409], [0, 1]), 'fine'],
    ['one accepted is missing', judge('set', [201, 201, 409], [0]), 'lost-update'],
    ['one refused is there', judge('set', [201, 409], [0, 1]), 'ghost-write'],
    [
      'nothing overlapped',
      judge('set', [201, 201, 201], [0, 1, 2], { times: apart }),
      'no two requests were under way at the same time',
    ],
    ['nothing overlapped, yet one is missing', judge('set', [201, 201, 201], [0, 1], { times: apart }), 'lost-update'],
    [
      'the final read is refused',
      judge('set', [201, 201], [], { status: 403 }),
      'the final read (403) does not show the state',
    ],
    ['the final read is no JSON', judge('set', [201, 201], 'x'), 'the final read (200) does not show the state'],
    ['all is gone', judge('register', [204, 204], '', { status: 404 }), 'phantom-success'],
  ])('%s', (_, actual, expected) => {
    expect(actual).toBe(expected);
  });

  it('knows by the status who created what', () => {
    const upserts = (...statuses: number[]): string =>
      judgeRuns(
        { model: 'register', created: [201], refused: [409] },
        runsOf(statuses.map((status, index) => ({ status, leaves: last(index) }))),
        answer(200, { last: 1 }),
      );
    expect(upserts(201, 200, 409)).toBe('fine');
    // Who updated came after who created.
    expect(upserts(200, 201, 409)).toBe('lost-update');
    expect(upserts(201, 201, 200)).toBe('two-winners');
  });

  it('takes a DELETE for one, a soft one by what it leaves', () => {
    const race = (put: number, removal: number, read: Answer, leaves?: Matcher): string =>
      judgeRuns(
        { model: 'compare-and-set', refused: [404, 412] },
        runsOf([
          { status: put, leaves: last(0) },
          { status: removal, method: 'DELETE', ...(leaves ? { leaves } : {}) },
        ]),
        read,
      );
    expect(race(404, 204, answer(404))).toBe('fine');
    expect(race(204, 204, answer(404))).toBe('two-winners');
    expect(race(204, 412, answer(404))).toBe('ghost-write');
    expect(race(412, 204, answer(200, { last: 9 }))).toBe('phantom-success');
    const gone: Matcher = { kind: 'shape', places: [['/gone', equals(true)]] };
    expect(race(412, 204, answer(200, { last: 9, gone: true }), gone)).toBe('fine');
    expect(race(412, 204, answer(200, { last: 9 }), gone)).toBe('phantom-success');
    const overwritten = (final: Json): string =>
      judgeRuns(
        { model: 'register' },
        runsOf([
          { status: 200, leaves: last(0) },
          { status: 204, method: 'DELETE', leaves: gone },
        ]),
        answer(200, final),
      );
    // A deleted resource may still show what it was, or may not.
    expect(overwritten({ gone: true, last: 0 })).toBe('fine');
    expect(overwritten({ gone: true })).toBe('fine');
    expect(overwritten({ last: 0 })).toBe('resurrection');
  });

  it('takes a GET of the same resource for a read, of another for nothing', () => {
    const seeing = (sees: Json, path?: string): string => {
      const [writer, reader] = runsOf(
        [
          { status: 204, leaves: last(0) },
          { status: 200, method: 'GET', sees },
        ],
        [
          [0, 1],
          [2, 3],
        ],
      );
      const moved = path === undefined ? reader : { ...(reader as RaceRun), answer: answer(200, sees, path) };
      const overlapping = { ...(writer as RaceRun), name: 'lost', answer: undefined, leaves: last(7), endedMs: 9 };
      return judgeRuns(
        { model: 'register' },
        [writer as RaceRun, moved as RaceRun, overlapping],
        answer(200, { last: 0 }),
      );
    };
    expect(seeing({ last: 0 })).toBe('fine');
    expect(seeing({ last: 9 })).toBe('stale-read');
    expect(seeing({ last: 9 }, '/other')).toBe('fine');
  });

  it('lets each client have its own model', () => {
    const mixed = (final: Json): string =>
      judgeRuns(
        { model: { put: 'compare-and-set', add: 'set' }, refused: [412] },
        runsOf([
          { status: 412, client: 'put', leaves: last(0) },
          { status: 201, client: 'add', leaves: { kind: 'shape', places: [['/list', listed(1)]] } },
        ]),
        answer(200, final),
      );
    expect(mixed({ last: 9, list: [1] })).toBe('fine');
    expect(mixed({ last: 9, list: [] })).toBe('phantom-success');
    expect(mixed({ last: 0, list: [1] })).toBe('ghost-write');
    const overwriting = (...statuses: number[]): string =>
      judgeRuns(
        { model: { put: 'compare-and-set', other: 'register' }, refused: [412] },
        runsOf([
          { status: statuses[0], client: 'put', leaves: last(0) },
          { status: statuses[1], client: 'other', leaves: last(1) },
        ]),
        answer(200, { last: 1 }),
      );
    expect(overwriting(204, 204)).toBe('fine');
    expect(overwriting(412, 204)).toBe('fine');
  });

  it('knows that who asks for the unit to be there, or not, has found it so', () => {
    const update = (status: number, presupposes?: 'present' | 'absent'): string => {
      const runs = runsOf(
        [
          { status: 204, method: 'DELETE' },
          { status, leaves: last(1) },
        ],
        apart,
      );
      const [deletion, write] = runs as [RaceRun, RaceRun];
      // Something must overlap: a deletion whose answer is lost.
      const lost = { ...deletion, name: 'lost', answer: undefined, endedMs: 9 };
      const all = [deletion, { ...write, ...(presupposes ? { presupposes } : {}) }, lost];
      return judgeRuns({ model: 'register', refused: [404], created: [201] }, all, answer(200, { last: 1 }));
    };
    expect(update(201)).toBe('fine');
    expect(update(200)).toBe('resurrection');
    expect(update(201, 'present')).toBe('resurrection');
    expect(update(201, 'absent')).toBe('fine');
  });

  /** Updates, deletions and late updates of one row; the times overlap, so that the order is anybody's guess. */
  const broughtBack = (forbids: History['forbids'], presupposes?: 'present') => {
    const statuses = [200, 200, 204, 404, 404, 404];
    const runs = runsOf(
      statuses.map((status, index) =>
        index === 2 || index === 3 ? { status, method: 'DELETE' } : { status, leaves: last(index) },
      ),
    ).map((run) => (run.method === 'DELETE' || !presupposes ? run : { ...run, presupposes }));
    const history: History = { model: 'register', read: request('GET /'), refused: [404], created: [201], forbids };
    return judgeHistory(history, runs, answer(200, { last: 0 }), { scope, spec, readAt: [20, 21] });
  };

  it('sees that what was updated and deleted is there again, whoever was refused beside it', () => {
    const { anomalies } = broughtBack(['resurrection', 'ghost-write', 'phantom-success'], 'present');
    expect(anomalies.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'resurrection: 2 (204) deleted it, but the final read shows 0 there, and nothing created it again',
    ]);
    expect(broughtBack(['resurrection']).anomalies).toHaveLength(1);
  });

  it('lets nothing pass that no order explains, also where the entry does not speak of it', () => {
    const { anomalies, inconclusive, observed } = broughtBack(['two-winners'], 'present');
    expect(anomalies).toEqual([]);
    expect(inconclusive).toBe(
      'no order explains what was seen: 2 (204) deleted it, but the final read shows 0 there, and nothing created it again',
    );
    expect(observed.map(([kind]) => kind)).toEqual(['resurrection']);
  });

  it('fails for a forbidden anomaly that shows the contradiction as well as the first one found', () => {
    // 1 and 2 were told that they created it, and 1 held the version of what was there: two ways to say one thing.
    const runs = runsOf([
      { status: 204, client: 'put', leaves: last(0) },
      { status: 204, client: 'other', leaves: last(1) },
      { status: 204, client: 'put', leaves: last(2) },
    ]);
    const forbidding = (...forbids: History['forbids']): string => {
      const model = { put: 'compare-and-set', other: 'register' } as const;
      const history: History = { model, read: request('GET /'), refused: [412], forbids };
      const result = judgeHistory(history, runs, answer(200, { last: 2 }), { scope, spec, readAt: [20, 21] });
      return result.anomalies.map(({ kind }) => kind).join() || (result.inconclusive ?? 'fine');
    };
    expect(forbidding('two-winners')).toBe('two-winners');
    expect(forbidding('lost-update')).toBe('lost-update');
    expect(forbidding('ghost-write')).toMatch(/^no order explains what was seen: 0 \(204\) and 2 \(204\)/);
  });

  it('fails for what is forbidden, and reports the rest', () => {
    const runs = runsOf([0, 1].map((index) => ({ status: 204, leaves: last(index) })));
    const history: History = {
      model: 'compare-and-set',
      read: request('GET /'),
      refused: [412],
      forbids: ['ghost-write'],
    };
    const result = judgeHistory(history, runs, answer(200, { last: 1 }), { scope, spec, readAt: [20, 21] });
    expect(result.anomalies).toEqual([]);
    expect(result.observed).toEqual([['two-winners', '0 (204) and 1 (204) were both accepted on one version']]);
  });

  it('draws what shows an anomaly, and how things ended', () => {
    const drawn = (...statuses: number[]): string => {
      const runs = runsOf(statuses.map((status, index) => ({ status, leaves: last(index) })));
      const history: History = {
        model: 'compare-and-set',
        read: request('GET /'),
        refused: [412],
        forbids: anomalyKinds,
      };
      const { anomalies } = judgeHistory(history, runs, answer(200, { last: 3 }), { scope, spec, readAt: [20, 21] });
      return anomalies[0]?.timeline.map(({ name, text }) => `${name}: ${text}`).join('; ') ?? '';
    };
    expect(drawn(204, 204, 412, 204)).toBe(
      '0: 204, accepted; 1: 204, accepted; 3: 204, accepted; final read: 200, shows 3',
    );
    expect(drawn(412, 412, 412, 412)).toBe('3: 412, refused; final read: 200, shows 3');
  });

  it('counts the pairs that were under way together', () => {
    expect(
      overlapOf([
        { startedMs: 0, endedMs: 2 },
        { startedMs: 1, endedMs: 3 },
        { startedMs: 3, endedMs: 4 },
      ]),
    ).toEqual({ pairs: 3, overlapping: 1 });
    expect(
      overlapOf([
        { startedMs: 5, endedMs: 5 },
        { startedMs: 5, endedMs: 5 },
      ]),
    ).toEqual({ pairs: 1, overlapping: 1 });
  });
});
