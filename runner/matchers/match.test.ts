import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/json.ts';
import { parseJson } from '../../core/parse-json.ts';
import type { Matcher } from '../../core/suite.ts';
import { equals } from '../testing/sample-plan.ts';
import { innerScope, namedRoot, type Scope } from '../values/scope.ts';
import { match } from './match.ts';

const values: Readonly<Record<string, Json>> = {
  id: 'ABC',
  segment: 'a/b~c',
  dot: 'x.y',
  version: 'AAAAAAAAB9E=',
  list: ['p', 'q'],
};
const scope: Scope = innerScope(undefined, [['bind', namedRoot((name) => values[name])]]);

/** Outcome of a matcher on JSON text; undefined text: nothing is there, inside something that is. */
function outcome(matcher: Matcher, text: string | undefined): string {
  return match(matcher, { value: text === undefined ? undefined : parseJson(text), parent: true }, { scope }).outcome;
}

const absent: Matcher = { kind: 'absent' };
const present: Matcher = { kind: 'present' };
const not = (matcher: Matcher): Matcher => ({ kind: 'not', matcher });
const anyOf = (...matchers: Matcher[]): Matcher => ({ kind: 'any-of', matchers });
const shape = (place: string, matcher: Matcher): Matcher => ({ kind: 'shape', places: [[place, matcher]] });
const some = (matcher: Matcher): Matcher => ({ kind: 'some', matcher });
const each = (matcher: Matcher): Matcher => ({ kind: 'each', matcher });
const ascending = (...places: string[]): Matcher => ({
  kind: 'ascending',
  places,
  along: places.length > 1 ? 'places' : 'array',
});

const table: readonly (readonly [name: string, matcher: Matcher, value: string | undefined, outcome: string])[] = [
  ['equal numbers by exact value', equals(1), '1.0', 'holds'],
  ['big numbers are not rounded', equals(parseJson('9007199254740993')), '9007199254740992', 'differs'],
  ['null is a value', equals(null), 'null', 'holds'],
  ['absent is not null', equals(null), undefined, 'unjudgeable'],
  ['absent holds on nothing', absent, undefined, 'holds'],
  ['absent differs on null', absent, 'null', 'differs'],
  ['absent needs what it would be in', shape('/a/b', absent), '{}', 'unjudgeable'],
  ['absent in an object that is there', shape('/a/b', absent), '{"a":{}}', 'holds'],
  ['absent in a text', shape('/a/b', absent), '{"a":"x"}', 'unjudgeable'],
  ['not fails on nothing', not(equals(1)), undefined, 'unjudgeable'],
  ['not present fails on nothing', not(present), undefined, 'unjudgeable'],
  ['not holds on another value', not(equals(1)), '2', 'holds'],
  ['not contains on a number cannot be judged', not({ kind: 'contains', text: 'x' }), '1', 'unjudgeable'],
  ['not not', not(not(equals(1))), '1', 'holds'],
  ['absent or empty, absent', anyOf(absent, equals('')), undefined, 'holds'],
  ['absent or empty, empty', anyOf(absent, equals('')), '""', 'holds'],
  ['absent or empty, full', anyOf(absent, equals('')), '"x"', 'differs'],
  ['neither of two', not(anyOf(equals(1), equals(2))), '3', 'holds'],
  ['neither of two, on nothing', not(anyOf(equals(1), equals(2))), undefined, 'unjudgeable'],
  ['a shape leaves other members free', shape('/a', equals(1)), '{"a":1,"b":2}', 'holds'],
  ['a token in a place is one escaped segment', shape('/$(bind.segment)', equals(1)), '{"a/b~c":1}', 'holds'],
  ['array index in a place', shape('/0/x', equals(1)), '[{"x":1}]', 'holds'],
  ['inherited names are not members', shape('/constructor', present), '{}', 'unjudgeable'],
  ['__proto__ is a member like any other', shape('/__proto__', equals(1)), '{"__proto__":1}', 'holds'],
  ['each of nothing', each(present), '[]', 'unjudgeable'],
  ['each of some', each(equals(1)), '[1,1]', 'holds'],
  ['each fails on one', each(equals(1)), '[1,2]', 'differs'],
  ['some of nothing', some(equals(1)), '[]', 'differs'],
  ['not some of nothing: no item is it', not(some(equals(1))), '[]', 'holds'],
  ['some member value', some(equals(2)), '{"a":1,"b":2}', 'holds'],
  ['items that lack the place are no match', not(some(shape('/id', equals(1)))), '[{"id":2},{}]', 'holds'],
  [
    'but if no item has the place nothing was looked at',
    not(some(shape('/Id', equals(1)))),
    '[{"id":1}]',
    'unjudgeable',
  ],
  ['type integer by value', { kind: 'type', type: 'integer' }, '4.0', 'holds'],
  ['type integer of a fraction', { kind: 'type', type: 'integer' }, '4.5', 'differs'],
  ['type null', { kind: 'type', type: 'null' }, 'null', 'holds'],
  ['matches is over the whole value', { kind: 'matches', text: '[0-9]+' }, '"x1y"', 'differs'],
  ['matches in which there are many ways', { kind: 'matches', text: '(a|a)*b' }, `"${'a'.repeat(5000)}"`, 'differs'],
  ['alternatives in matches', { kind: 'matches', text: 'a|b' }, '"ab"', 'differs'],
  ['tokens in matches are literal', { kind: 'matches', text: '$(bind.dot)' }, '"xzy"', 'differs'],
  ['tokens in matches are literal (found)', { kind: 'matches', text: '$(bind.dot)+' }, '"x.yyy"', 'holds'],
  ['caseless', { kind: 'caseless', matcher: equals('$(bind.id)') }, '"abc"', 'holds'],
  ['caseless inside', { kind: 'caseless', matcher: { kind: 'contains', text: 'BC' } }, '"aBcd"', 'holds'],
  ['caseless names', { kind: 'caseless', matcher: shape('/ID', equals('X')) }, '{"Id":"x"}', 'holds'],
  [
    'the same words but for a name, an id and an instant',
    { kind: 'same-words', text: '{"Message":"No Foo","at":"2026-01-01T00:00:00Z"}', names: ['/data/Foo', 'Bar'] },
    `"{\\"message\\": \\"no Bar\\", \\"at\\": \\"2026-11-30T10:11:12.5Z\\"} 0194fe82-9280-77a5-a7cd-5ff0e6a6fa07"`,
    'holds',
  ],
  ['another name than those named', { kind: 'same-words', text: 'No Foo', names: ['Foo'] }, '"No Bar"', 'differs'],
  ['another short number', { kind: 'same-words', text: 'Error 1205', names: [] }, '"Error 404"', 'differs'],
  [
    'another trace id',
    { kind: 'same-words', text: 'Error, 4bf92f3577b34da6', names: [] },
    '"Error, a3ce929d0e0e4736"',
    'holds',
  ],
  ['the same', { kind: 'same-but', value: { a: 1, b: [2] }, places: ['/c'] }, '{"b":[2],"a":1.0}', 'holds'],
  ['the same but for a place', { kind: 'same-but', value: { a: 1, b: 2 }, places: ['/b'] }, '{"a":1}', 'holds'],
  ['another value', { kind: 'same-but', value: { a: 1, b: 2 }, places: ['/b'] }, '{"a":2}', 'differs'],
  ['a member less', { kind: 'same-but', value: { a: 1, b: 2 }, places: ['/b'] }, '{"b":2}', 'differs'],
  [
    'all members and one more',
    { kind: 'has', value: { a: 1, b: { c: [2] } } },
    '{"b":{"c":[2],"d":0},"a":1.0,"e":null}',
    'holds',
  ],
  ['a member short', { kind: 'has', value: { a: 1, b: 2 } }, '{"b":2}', 'differs'],
  ['an item more', { kind: 'has', value: { a: [1] } }, '{"a":[1,2]}', 'holds'],
  ['another member', { kind: 'has', value: { a: null } }, '{"a":0}', 'differs'],
  ['another type', { kind: 'has', value: { a: 1 } }, '[]', 'differs'],
  ['nothing to compare', { kind: 'same-but', value: 1, places: [''] }, '1', 'unjudgeable'],
  ['a member more', { kind: 'same-but', value: { b: 2 }, places: ['/b'] }, '{"a":null}', 'differs'],
  ['words of a number', { kind: 'same-words', text: '1', names: [] }, '1', 'unjudgeable'],
  ['numbers in order', { kind: 'greater-than', value: 1 }, '1.0000000000000000001', 'holds'],
  [
    'date-times as instants',
    { kind: 'at-most', value: '2026-01-01T01:00:00+01:00' },
    '"2026-01-01T00:00:00.000Z"',
    'holds',
  ],
  ['a text against a number', { kind: 'at-least', value: 1 }, '"2"', 'unjudgeable'],
  ['near a number', { kind: 'near', value: 10, tolerance: 1, unit: 'number' }, '9.5', 'holds'],
  [
    'a number that a double would round to the other one',
    { kind: 'near', value: parseJson('9007199254740993'), tolerance: 0, unit: 'number' },
    '9007199254740992',
    'differs',
  ],
  ['as near as the tolerance', { kind: 'near', value: 0.3, tolerance: 0.1, unit: 'number' }, '0.2', 'holds'],
  [
    'a tenth of a second away, which doubles make more',
    { kind: 'near', value: '2026-01-01T00:00:00.7Z', tolerance: 100, unit: 'time' },
    '"2026-01-01T00:00:00.8Z"',
    'holds',
  ],
  [
    'the same instant',
    { kind: 'near', value: '2026-01-01T00:00:00Z', tolerance: 0, unit: 'time' },
    '"2026-01-01T01:00:00.0+01:00"',
    'holds',
  ],
  [
    'a second away',
    { kind: 'near', value: '2026-01-01T00:00:00Z', tolerance: 999, unit: 'time' },
    '"2026-01-01T00:00:01Z"',
    'differs',
  ],
  [
    'rowversions as numbers',
    { kind: 'rowversion', matcher: { kind: 'greater-than', value: '$(bind.version)' } },
    '"AAAAAAAAB9I="',
    'holds',
  ],
  [
    'a rowversion not',
    { kind: 'rowversion', matcher: { kind: 'greater-than', value: '$(bind.version)' } },
    '"AAAAAAAAB9E="',
    'differs',
  ],
  ['what is no rowversion', { kind: 'rowversion', matcher: not(equals('$(bind.version)')) }, '"x"', 'unjudgeable'],
  ['count items', { kind: 'count', matcher: equals(2) }, '[1,2]', 'holds'],
  ['count members', { kind: 'count', matcher: { kind: 'at-least', value: 2 } }, '{"a":1}', 'differs'],
  ['count a text', { kind: 'count', matcher: equals(1) }, '"x"', 'unjudgeable'],
  ['only these members', { kind: 'only-keys', names: ['a', 'b'] }, '{"a":1}', 'holds'],
  ['another member', { kind: 'only-keys', names: ['a'] }, '{"a":1,"c":2}', 'differs'],
  ['ascending, equal allowed', ascending('/n'), '[{"n":1},{"n":1},{"n":2}]', 'holds'],
  ['ascending falls', ascending('/n'), '[{"n":2},{"n":1}]', 'differs'],
  ['ascending of one', ascending('/n'), '[{"n":2}]', 'unjudgeable'],
  ['ascending over a hole', ascending('/n'), '[{"n":1},{}]', 'unjudgeable'],
  [
    'ascending along places',
    ascending('/a', '/b'),
    '{"a":"2026-01-01T00:00:00Z","b":"2026-01-01T00:00:00.1Z"}',
    'holds',
  ],
  ['descending', { kind: 'descending', places: ['/n'], along: 'array' }, '[{"n":2},{"n":1}]', 'holds'],
  ['uuid7', { kind: 'format', format: 'uuid7' }, '"018f9d3e-7a4b-7cde-8f01-23456789abcd"', 'holds'],
  ['uuid4 is not uuid7', { kind: 'format', format: 'uuid7' }, '"018f9d3e-7a4b-4cde-8f01-23456789abcd"', 'differs'],
  ['no such day', { kind: 'format', format: 'date-time' }, '"2026-02-30T00:00:00Z"', 'differs'],
  ['an offset is not UTC', { kind: 'format', format: 'utc-date-time' }, '"2026-02-03T00:00:00+01:00"', 'differs'],
  ['weak tag', { kind: 'format', format: 'weak-etag' }, '"W/\\"1\\""', 'holds'],
  ['strong tag', { kind: 'format', format: 'strong-etag' }, '"W/\\"1\\""', 'differs'],
  ['format of a number', { kind: 'format', format: 'uuid' }, '1', 'unjudgeable'],
  [
    'media type, parameters free',
    { kind: 'media-type', essence: 'application/json' },
    '"Application/JSON; charset=utf-8"',
    'holds',
  ],
  ['not a media type', { kind: 'media-type', essence: 'application/json' }, '"json"', 'unjudgeable'],
  ['a whole token keeps its type', equals('$(bind.list)'), '["p","q"]', 'holds'],
  ['a text that is no date-time sorts nowhere', ascending(''), '["a","b"]', 'unjudgeable'],
];

describe('match', () => {
  it.each(table)('%s', (_, matcher, value, expected) => {
    expect(outcome(matcher, value)).toBe(expected);
  });

  it('fails on a doubled header, unless members of a list or lines are meant', () => {
    const doubled = { value: 'a', parent: true, lines: ['a', 'a'] };
    const matchers: Matcher[] = [equals('a'), present, absent, not(equals('b')), anyOf(equals('a'), equals('b'))];
    expect(matchers.map((matcher) => match(matcher, doubled, { scope }).outcome)).toEqual(
      matchers.map(() => 'unjudgeable'),
    );
    expect(match({ kind: 'count', matcher: equals(2) }, doubled, { scope }).outcome).toBe('holds');
    expect(
      match({ kind: 'count', matcher: equals(0) }, { value: undefined, parent: true, lines: [] }, { scope }).outcome,
    ).toBe('holds');
  });

  it.each<[string, Matcher, readonly string[], string]>([
    ['one of the lines is so', some(equals('Basic')), ['Bearer', 'Basic'], 'holds'],
    ['one member of a line is so', some(equals('Basic')), ['Bearer, Basic'], 'holds'],
    ['none is so', some(equals('Basic')), ['Bearer', 'Digest'], 'differs'],
    ['all lines are so', each(equals('Bearer')), ['Bearer', 'Bearer'], 'holds'],
    ['one line is not', each(equals('Bearer')), ['Bearer', 'Basic'], 'differs'],
    ['one line alone is a list, too', each(equals('Bearer')), ['Bearer'], 'holds'],
    ['there is no such field', some(equals('Bearer')), [], 'unjudgeable'],
    ['the list is empty', each(equals('Bearer')), [''], 'unjudgeable'],
    ['the negation of some', not(some(equals('Basic'))), ['Bearer', 'Digest'], 'holds'],
  ])('walks the members of a list field, its lines combined: %s', (_, matcher, lines, expected) => {
    expect(match(matcher, { value: lines[0], parent: true, lines }, { scope }).outcome).toBe(expected);
  });

  it('says where the difference is', () => {
    const result = match(shape('/a/1', equals('x')), { value: parseJson('{"a":["x","y"]}'), parent: true }, { scope });
    expect(result).toEqual({ outcome: 'differs', differences: [{ place: '/a/1', expected: '"x"', actual: '"y"' }] });
  });

  const json = fc.jsonValue({ maxDepth: 2 }).map((value) => parseJson(JSON.stringify(value)));
  const leaf = fc.oneof(
    json.map((value) => equals(typeof value === 'string' ? value.replaceAll('$', '') : 7)),
    fc.constantFrom<Matcher>(
      present,
      absent,
      { kind: 'type', type: 'string' },
      { kind: 'contains', text: 'a' },
      { kind: 'at-least', value: 0 },
      { kind: 'format', format: 'integer' },
    ),
  );
  const matchers = fc.letrec<{ any: Matcher }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      leaf,
      tie('any').map(not),
      tie('any').map(some),
      tie('any').map(each),
      fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((list) => anyOf(...list)),
    ),
  })).any;

  it('never lets a matcher and its negation both hold', () => {
    fc.assert(
      fc.property(matchers, fc.option(json, { nil: undefined }), (matcher, value) => {
        const subject = { value, parent: true };
        const plain = match(matcher, subject, { scope }).outcome;
        const negated = match(not(matcher), subject, { scope }).outcome;
        expect([plain, negated]).not.toEqual(['holds', 'holds']);
        if (plain === 'unjudgeable') expect(negated).toBe('unjudgeable');
        expect(match(not(not(matcher)), subject, { scope }).outcome === 'holds').toBe(plain === 'holds');
      }),
    );
  });

  it('holds for every value that is compared with itself, however it is written', () => {
    fc.assert(
      fc.property(json, (value) => {
        fc.pre(!JSON.stringify(value)?.includes('$('));
        expect(match(equals(value), { value, parent: true }, { scope }).outcome).toBe('holds');
      }),
    );
  });
});
