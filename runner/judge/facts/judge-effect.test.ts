import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../core/http.ts';
import type { Json } from '../../../core/json.ts';
import { jsonChanges } from '../../../core/json-changes.ts';
import { jsonEquals } from '../../../core/json-equals.ts';
import { formatPointer } from '../../../core/json-pointer.ts';
import { parseJson } from '../../../core/parse-json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';
import type { Effect } from '../../../core/suite.ts';
import { type Answer, createAnswer } from '../../values/answer.ts';
import { innerScope, namedRoot } from '../../values/scope.ts';
import { judgeEffect } from './judge-effect.ts';

const values: Readonly<Record<string, Json>> = { moves: ['/a', '/c'], x: 'a', root: '' };
const scope = innerScope(undefined, [['bind', namedRoot((name) => values[name])]]);
const nothingToSee = 'every place may change, so there is no effect to see';
const read = (text: string, status = 200): Answer =>
  createAnswer({ method: 'GET', url: 'u', path: '/', exchange: 0, status, headers: [], body: utf8(text) });

function judge(
  before: string | number,
  after: string | number,
  changes: Effect['changes'],
  may: string[] = [],
  volatile: string[] = [],
): string {
  const make = (side: string | number): Answer => (typeof side === 'number' ? read('{}', side) : read(side));
  const result = judgeEffect(
    { on: [], changes, may },
    [{ call: 'GET /x', before: make(before), after: make(after) }],
    volatile,
    scope,
  );
  return (
    result.inconclusive ?? (result.differences.map(({ place, actual }) => `${place} ${actual}`).join('; ') || 'fine')
  );
}

describe('judgeEffect', () => {
  it.each<[string, string, string]>([
    ['nothing changed', judge('{"a":1,"b":[1]}', '{"b":[1.0],"a":1}', 'none'), 'fine'],
    ['something changed', judge('{"a":1}', '{"a":2}', 'none'), '/a 2'],
    ['something is new', judge('{}', '{"a":{"b":1}}', 'none'), '/a/b new: 1'],
    ['something is gone', judge('{"a":1}', '{}', 'none'), '/a absent'],
    ['what must change did', judge('{"a":1,"b":2}', '{"a":9,"b":2}', ['/a']), 'fine'],
    ['what must change did not', judge('{"a":1}', '{"a":1}', ['/a']), '/a unchanged: 1'],
    ['and something else did', judge('{"a":1,"b":1}', '{"a":2,"b":2}', ['/a']), '/b 2'],
    ['what may change', judge('{"a":1,"b":1}', '{"a":2,"b":2}', ['/a'], ['/b']), 'fine'],
    ['a place covers what is under it', judge('{"a":{"x":1}}', '{"a":{"x":2,"y":3}}', ['/a']), 'fine'],
    ['a place does not cover its namesakes', judge('{"ab":1,"a":1}', '{"ab":2,"a":2}', ['/a']), '/ab 2'],
    ['a token that is a list of places', judge('{"a":1,"c":1}', '{"a":2,"c":2}', '$(bind.moves)'), 'fine'],
    ['a token in a place', judge('{"a":1}', '{"a":2}', ['/$(bind.x)']), 'fine'],
    ['volatile places are left out', judge('{"seen":1}', '{"seen":2}', 'none', [], ['/seen']), 'fine'],
    ['it is gone', judge('{}', 404, 'none'), 'status 404'],
    ['it was never there', judge(404, 404, 'none'), 'fine'],
    ['it was never there, but must have changed', judge(404, 404, ['/a']), 'status 404'],
    ['the read is refused', judge(403, 403, 'none'), 'GET /x answered 403, so the effect could not be seen'],
    ['anything may change', judge('{"a":1}', '{"a":2}', 'none', ['$(bind.root)']), nothingToSee],
    ['anything changes by itself', judge('{"a":1}', '{"a":2}', 'none', [], ['']), nothingToSee],
    ['anything may change, and one place must', judge('{"a":1}', '{"a":1}', ['/a'], ['']), '/a unchanged: 1'],
    ['the read is throttled', judge(429, 200, 'none'), 'GET /x answered 429, so the effect could not be seen'],
    ['reads break', judge(500, 500, 'none'), 'GET /x answered 500 both times, so the effect could not be seen'],
    [
      'reads are not allowed',
      judge(405, 405, 'none'),
      'GET /x answered 405 both times, so the effect could not be seen',
    ],
    ['the write breaks reads', judge('{}', 500, 'none'), 'status 500'],
    ['it was gone before and after', judge(410, 410, 'none'), 'fine'],
    ['texts are compared as texts', judge('plain', 'other', 'none'), ' another text'],
    ['texts that are the same', judge('plain', 'plain', 'none'), 'fine'],
    [
      'a place in a text that is not JSON',
      judge('plain', 'plain', ['/a']),
      '/a unchanged: the answers are the same text, and not JSON',
    ],
  ])('%s', (_, actual, expected) => {
    expect(actual).toBe(expected);
  });
});

describe('jsonChanges', () => {
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => parseJson(JSON.stringify(value)));

  it('finds none between equals, some between others, and the same both ways', () => {
    const places = (a: Json, b: Json): string[] => jsonChanges(a, b).map(({ segments }) => formatPointer(segments));
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(places(a, parseJson(stringifyJson(a)))).toEqual([]);
        expect(places(a, b).length > 0).toBe(!jsonEquals(a, b));
        expect(places(a, b).sort()).toEqual(places(b, a).sort());
      }),
    );
  });
});
