import { describe, expect, it } from 'vitest';
import type { LikelyCause } from '../../core/report.ts';
import { causeTexts } from './cause-texts.ts';

const cause: LikelyCause = {
  likeness: 'same',
  bugs: [{ id: 'star-put-inserts', title: 'A PUT with a star inserts a missing row.' }],
  rules: ['DAB-IFM-003'],
  explains: 12,
  fits: { hits: 12, of: 12 },
};
const textOf = (more: Partial<LikelyCause>, failures = 14, unexplained = 0): string[] =>
  causeTexts({ failures, unexplained, causes: [{ ...cause, ...more }] });

describe('causeTexts', () => {
  it('says how many failures look like which bug, and what is left', () => {
    expect(textOf({}, 14, 2)).toEqual([
      '12 of 14 failures look like one bug: A PUT with a star inserts a missing row [star-put-inserts] (fits 12 of 12)',
      '2 of 14 are not explained',
    ]);
    expect(textOf({ explains: 1, fits: { hits: 1, of: 1 } }, 1)[0]).toMatch(/^1 of 1 failure looks like one bug: /);
  });

  it('names bugs together that the run cannot tell apart', () => {
    const bugs = [...cause.bugs, { id: 'put-miss-is-412', title: 'A PUT that misses is answered 412.' }];
    expect(textOf({ bugs })[0]).toBe(
      '12 of 14 failures look like one of these bugs: A PUT with a star inserts a missing row [star-put-inserts], or: A PUT that misses is answered 412 [put-miss-is-412] (fits 12 of 12)',
    );
  });

  it('does not call it the bug where only the rules are the same', () => {
    expect(textOf({ likeness: 'similar', explains: 3, fits: { hits: 1, of: 9 } })[0]).toBe(
      '3 of 14 failures are of the kind of a known bug: A PUT with a star inserts a missing row [star-put-inserts] (about DAB-IFM-003; fits 1 of 9)',
    );
    expect(textOf({ likeness: 'similar', rules: [] })[0]).toMatch(/ \(fits 12 of 12\)$/);
    // Nothing that it would fail was judged.
    expect(textOf({ likeness: 'similar', fits: { hits: 0, of: 0 } })[0]).toMatch(/ \(about DAB-IFM-003\)$/);
  });

  it('offers what explains nothing new as another possibility', () => {
    expect(textOf({ explains: 0 })[0]).toMatch(/^it may also be: /);
    expect(textOf({ explains: 0, likeness: 'similar' })[0]).toMatch(/^or of the kind of: /);
  });

  it('says nothing when nothing fits', () => {
    expect(causeTexts({ failures: 3, unexplained: 3, causes: [] })).toEqual([]);
    expect(causeTexts(undefined)).toEqual([]);
  });
});
