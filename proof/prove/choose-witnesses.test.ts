import { expect, test } from 'vitest';
import type { FaultDictionary, KnownBug } from '../../core/fault-dictionary.ts';
import { chooseWitnesses } from './choose-witnesses.ts';

const assertions = [
  'x/a/one/put/1 X-001',
  'x/a/one/put/2 X-002',
  'x/a/two/put/1 X-001',
  'x/a/two/put/2 X-003',
  'x/invariant-1 X-004',
];
const bug = (id: string, rules: readonly string[], fails: readonly number[]): KnownBug => ({
  id,
  title: id,
  kind: 'protocol',
  editions: ['one'],
  rules,
  fails,
  inherited: [],
  unjudged: [],
});
const dictionary = (...bugs: readonly KnownBug[]): FaultDictionary => ({ protocol: 'x', assertions, bugs });
const witnesses = (known: FaultDictionary, own: Record<string, readonly string[]> = {}): Record<string, string[]> =>
  Object.fromEntries(
    [...chooseWitnesses(known, (id) => (own[id] ? new Set(own[id]) : undefined))].map(([id, names]) => [
      id,
      [...names],
    ]),
  );

test('each bug is to be failed by each of its rules, once', () => {
  expect(witnesses(dictionary(bug('both', ['X-001', 'X-003'], [0, 2, 3])))).toEqual({
    both: [assertions[0], assertions[3]],
  });
});

test('a case that is run anyway is preferred', () => {
  expect(witnesses(dictionary(bug('both', ['X-003', 'X-001'], [0, 2, 3])))).toEqual({
    both: [assertions[3], assertions[2], assertions[0]],
  });
});

test('a bug that was made for a form and a law is to be failed by a case of these', () => {
  const known = dictionary(bug('made', ['X-001'], [0, 2]));
  expect(witnesses(known, { made: ['x/a/two'] })).toEqual({ made: [assertions[2], assertions[0]] });
});

test('each assertion is to fail once, by the bug that fails least', () => {
  const known = dictionary(bug('much', ['X-001'], [0, 1, 2, 3, 4]), bug('little', ['X-003'], [3, 4]));
  expect(witnesses(known)).toEqual({ much: [assertions[0], assertions[2]], little: [assertions[3], assertions[4]] });
});

test('a rule that invariants alone judge has one as its witness', () => {
  expect(witnesses(dictionary(bug('everywhere', ['X-004'], [4])))).toEqual({ everywhere: [assertions[4]] });
});
