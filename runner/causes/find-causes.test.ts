import { describe, expect, it } from 'vitest';
import type { FaultDictionary, KnownBug } from '../../core/fault-dictionary.ts';
import { findCauses } from './find-causes.ts';
import type { Judged } from './judged.ts';

const assertions = ['a/1 R1', 'a/2 R1', 'b/1 R2', 'b/2 R2', 'c/1 R3', 'd/1 R4', 'd/2 R4'];
const bug = (id: string, rules: readonly string[], fails: readonly number[]): KnownBug => ({
  id,
  title: `Title of ${id}.`,
  kind: 'protocol',
  editions: ['one'],
  rules,
  fails,
  inherited: [],
  unjudged: [],
});
const dictionary: FaultDictionary = {
  protocol: 'toy',
  assertions,
  bugs: [
    bug('one', ['R1'], [0, 1]),
    bug('two', ['R2'], [2, 3]),
    bug('half-of-two', ['R2'], [2]),
    bug('all-of-one-and-three', ['R3'], [0, 1, 4]),
    bug('four', ['R4'], [5]),
    bug('four-as-well', ['R4'], [5]),
  ],
};

/** These failed, all others passed, unless they are left out. */
const run = (failed: readonly string[], unknown: readonly string[] = []): Judged => ({
  failed: new Set(failed),
  passed: new Set(assertions.filter((id) => !failed.includes(id) && !unknown.includes(id))),
});
const ids = (judged: Judged): string[][] =>
  findCauses(judged, dictionary).causes.map(({ bugs }) => bugs.map(({ id }) => id));

describe('findCauses', () => {
  it('names the bug that fails just what failed, and says how well it fits', () => {
    expect(findCauses(run(['b/1 R2', 'b/2 R2']), dictionary)).toEqual({
      failures: 2,
      unexplained: 0,
      causes: [
        {
          likeness: 'same',
          bugs: [{ id: 'two', title: 'Title of two.' }],
          rules: ['R2'],
          explains: 2,
          explained: ['b/1 R2', 'b/2 R2'],
          fits: { hits: 2, of: 2 },
        },
      ],
    });
  });

  it('prefers a bug that explains a part to one that would have failed what passed', () => {
    expect(ids(run(['b/1 R2']))).toEqual([['half-of-two']]);
    expect(ids(run(['a/1 R1', 'a/2 R1']))).toEqual([['one']]);
  });

  it('explains what one bug leaves by another', () => {
    const { causes, unexplained } = findCauses(run(['a/1 R1', 'a/2 R1', 'b/1 R2', 'b/2 R2']), dictionary);
    expect(causes.map(({ bugs, explains }) => [bugs[0]?.id, explains])).toEqual([
      // R2 tells more than R1, which also fails under a bug that is about something else.
      ['two', 2],
      ['one', 2],
    ]);
    expect(unexplained).toBe(0);
  });

  it('shows bugs together that cannot be told apart, be it only in this run', () => {
    expect(ids(run(['d/1 R4']))).toEqual([['four', 'four-as-well']]);
    expect(ids(run(['b/1 R2'], ['b/2 R2']))).toEqual([['two', 'half-of-two']]);
  });

  it('names a bug of the same rule where no known one fails at that place', () => {
    expect(findCauses(run(['d/2 R4']), dictionary).causes[0]).toMatchObject({
      likeness: 'similar',
      bugs: [{ id: 'four' }, { id: 'four-as-well' }],
      explains: 1,
      fits: { hits: 0, of: 1 },
    });
  });

  it('does not believe one hit of one where something else has failed', () => {
    const small = bug('small', ['R2'], [3]);
    const kin = bug('kin', ['R1'], [1, 2]);
    const found = (failed: readonly string[]) =>
      findCauses(run(failed), { ...dictionary, bugs: [small, kin] }).causes.map(({ bugs }) => bugs[0]?.id);
    expect(found(['a/1 R1', 'b/2 R2'])).toEqual(['kin', 'small']);
    expect(found(['b/2 R2'])).toEqual(['small']);
  });

  it('says nothing about rules that no bug is known to fail, and of suites it does not know', () => {
    expect(findCauses(run(['mine/1 R1', 'mine/2 MY-1']), dictionary)).toEqual({
      failures: 2,
      unexplained: 2,
      causes: [],
    });
  });

  it('counts what it knows nothing about as unexplained', () => {
    expect(findCauses(run(['b/1 R2', 'b/2 R2', 'mine/1 R2']), dictionary)).toMatchObject({
      failures: 3,
      unexplained: 1,
    });
  });
});
