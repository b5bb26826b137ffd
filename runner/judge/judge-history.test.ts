import { describe, expect, it } from 'vitest';
import { utf8 } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import type { History, Matcher } from '../../core/suite.ts';
import { type Answer, createAnswer } from '../execute/answer.ts';
import { innerScope } from '../execute/scope.ts';
import { equals, request } from '../testing/sample-plan.ts';
import { judgeHistory } from './judge-history.ts';
import { overlapOf, type RaceRun } from './race-reading.ts';

const scope = innerScope(undefined, []);
const answer = (status: number, body: Json = {}): Answer =>
  createAnswer({
    method: 'GET',
    url: 'u',
    path: '/',
    exchange: 0,
    status,
    headers: [],
    body: utf8(stringifyJson(body)),
  });

/** Clients "0", "1", … with these statuses (undefined: no answer); times overlap unless given. */
function runs(
  statuses: readonly (number | undefined)[],
  model: History['model'],
  times?: readonly (readonly [number, number])[],
): RaceRun[] {
  return statuses.map((status, index) => {
    const leaves: Matcher =
      model === 'set'
        ? { kind: 'some', matcher: equals(index) }
        : { kind: 'shape', places: [['/last', equals(index)]] };
    const [startedMs, endedMs] = times?.[index] ?? [0, 10];
    return {
      name: String(index),
      scope,
      answer: status === undefined ? undefined : answer(status),
      startedMs,
      endedMs,
      leaves,
    };
  });
}

function judge(
  model: History['model'],
  statuses: readonly (number | undefined)[],
  final: Json,
  more: { times?: readonly (readonly [number, number])[]; status?: number } = {},
): string {
  const history: History = { model, read: request('GET /'), refused: ['4xx'] };
  const result = judgeHistory(history, runs(statuses, model, more.times), answer(more.status ?? 200, final), scope);
  return result.anomalies.map(({ kind }) => kind).join(', ') || result.inconclusive || 'fine';
}

const apart = [
  [0, 1],
  [2, 3],
  [4, 5],
] as const;

describe('judgeHistory', () => {
  it.each<[string, string, string]>([
    ['one winner, shown', judge('compare-and-set', [204, 412, 412], { last: 0 }), 'fine'],
    ['two winners', judge('compare-and-set', [204, 204, 412], { last: 1 }), 'two winners'],
    ['the winner is not there', judge('compare-and-set', [204, 412], { last: 9 }), 'phantom success'],
    ['a refused write is there', judge('compare-and-set', [204, 412], { last: 1 }), 'phantom success, ghost write'],
    ['nobody won', judge('compare-and-set', [412, 412], { last: 9 }), 'fine'],
    ['nobody won, yet something is there', judge('compare-and-set', [412, 412], { last: 0 }), 'ghost write'],
    ['an unknown outcome may be there', judge('compare-and-set', [undefined, 412], { last: 0 }), 'fine'],
    ['a 500 that is not a refusal may be there', judge('compare-and-set', [500, 412], { last: 0 }), 'fine'],
    ['the last write shows', judge('register', [204, 204], { last: 1 }), 'fine'],
    ['none of the accepted writes shows', judge('register', [204, 204], { last: 9 }), 'phantom success'],
    [
      'an older write shows',
      judge(
        'register',
        [204, 204],
        { last: 0 },
        {
          times: [
            [0, 1],
            [2, 3],
          ],
        },
      ),
      'lost update',
    ],
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
    ['a refused write shows', judge('register', [204, 412], { last: 1 }), 'phantom success, ghost write'],
    ['every accepted one is there', judge('set', [201, 201, 409], [0, 1]), 'fine'],
    ['one accepted is missing', judge('set', [201, 201, 409], [0]), 'lost update'],
    ['one refused is there', judge('set', [201, 409], [0, 1]), 'ghost write'],
    [
      'nothing overlapped',
      judge('set', [201, 201, 201], [0, 1, 2], { times: apart }),
      'no two requests were under way at the same time',
    ],
    ['nothing overlapped, yet one is missing', judge('set', [201, 201, 201], [0, 1], { times: apart }), 'lost update'],
    ['the final read is refused', judge('set', [201, 201], [], { status: 403 }), 'the final read answered 403'],
  ])('%s', (_, actual, expected) => {
    expect(actual).toBe(expected);
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
