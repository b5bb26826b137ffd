import { describe, expect, it } from 'vitest';
import type { HistoryModel } from '../../../core/suite.ts';
import { drawnHistory } from '../../testing/drawn-history.ts';
import { findAnomalies } from './find-anomalies.ts';
import type { Beginning } from './operation.ts';
import { tellAnomaly } from './tell-anomaly.ts';

/** "kind: names of what shows it", one line for each anomaly; "fine" for none. */
function find(model: HistoryModel, drawing: string, present?: Beginning['present']): string {
  const { operations, beginning } = drawnHistory(model, drawing, present);
  const { anomalies, undecided } = findAnomalies(operations, beginning);
  if (undecided) return 'undecided';
  return (
    anomalies.map(({ kind, operations: shown }) => `${kind}: ${shown.map(({ name }) => name).join(', ')}`).join('\n') ||
    'fine'
  );
}

describe('writers that hold one version', () => {
  it.each([
    [
      'one wins, and is there',
      `a          ├────┤       204, accepted
       b          ├──────┤     412, refused
       final read         ├─┤  200, shows a`,
      'fine',
    ],
    [
      'both win',
      `a          ├────┤       204, accepted
       b          ├──────┤     204, accepted
       final read         ├─┤  200, shows b`,
      'two-winners: a, b',
    ],
    [
      'the winner is not there',
      `a          ├────┤       204, accepted
       b          ├──────┤     412, refused
       final read         ├─┤  200, shows none of them`,
      'phantom-success: a, final read',
    ],
    [
      'the refused one is there instead',
      `a          ├────┤       204, accepted
       b          ├──────┤     412, refused
       final read         ├─┤  200, shows b`,
      'lost-update: a, final read\nghost-write: b, final read',
    ],
    [
      'an answer that is lost may have been a yes',
      `a          ├────…       no answer
       b          ├──────┤     412, refused
       final read         ├─┤  200, shows a`,
      'fine',
    ],
    [
      'an answer that is lost may come true after the read',
      `a          ├────…       no answer
       b          ├──────┤     204, accepted
       final read         ├─┤  200, shows b`,
      'fine',
    ],
    [
      'a lost answer does not excuse two winners',
      `a          ├────…       no answer
       b          ├──────┤     204, accepted
       c          ├──────┤     204, accepted
       final read         ├─┤  200, shows b`,
      'two-winners: b, c',
    ],
    [
      'all are refused although nothing changed',
      `a          ├────┤       412, refused
       b          ├──────┤     412, refused
       final read         ├─┤  200, shows none of them`,
      'unfounded-refusal: a, b',
    ],
    [
      'a read on the way sees what is refused later',
      `a          ├────────┤       412, refused
       b          ├──────┤         204, accepted
       read         ├─┤            200, shows a
       final read           ├─┤    200, shows b`,
      'ghost-write: a, read',
    ],
    [
      'a deletion and a write both win',
      `a          ├────┤       204, accepted
       delete     ├──────┤     204, accepted
       final read         ├─┤  404, not there`,
      'two-winners: a, delete',
    ],
    [
      'a refused deletion is carried out',
      `a          ├────┤       204, accepted
       delete     ├──────┤     412, refused
       final read         ├─┤  404, not there`,
      'ghost-write: delete, final read',
    ],
    [
      'whoever comes after the deletion finds nothing',
      `a                 ├────┤  404, refused
       delete     ├────┤         204, accepted
       final read             ├─┤  404, not there`,
      'fine',
    ],
    [
      'somebody finds nothing before the deletion',
      `a          ├────┤         404, refused
       delete           ├────┤   204, accepted
       final read             ├─┤  404, not there`,
      'unfounded-refusal: a',
    ],
  ])('%s', (_, drawing, expected) => {
    const lines = find('compare-and-set', drawing.replaceAll(/^ {7}/gm, '')).split('\n').toSorted();
    expect(lines).toEqual(expected.split('\n').toSorted());
  });
});

describe('writers that overwrite each other', () => {
  it.each([
    [
      'the last one is there',
      `a          ├────┤              204, accepted
       b                ├────┤        204, accepted
       final read             ├─┤     200, shows b`,
      'fine',
    ],
    [
      'the first one is there',
      `a          ├────┤              204, accepted
       b                ├────┤        204, accepted
       final read             ├─┤     200, shows a`,
      'lost-update: a, b, final read',
    ],
    [
      'either may be there when they overlap',
      `a          ├────────┤          204, accepted
       b                ├────┤        204, accepted
       final read             ├─┤     200, shows a`,
      'fine',
    ],
    [
      'a read on the way sees an older state',
      `a          ├──┤                204, accepted
       read           ├──┤            200, shows none of them
       final read             ├─┤     200, shows a`,
      'stale-read: a, read',
    ],
    [
      'two reads see the writes in turn, and back again',
      `a          ├──────────────┤      204, accepted
       b          ├──────────────┤      204, accepted
       read 1       ├─┤                 200, shows a
       read 2           ├─┤             200, shows b
       read 3               ├─┤         200, shows a
       final read                 ├─┤   200, shows a`,
      'stale-read: read 1, read 2, read 3',
    ],
    [
      'two are there at once',
      `a          ├────┤              204, accepted
       b          ├────┤              204, accepted
       final read             ├─┤     200, shows a, b`,
      'unexplained-state: final read',
    ],
    [
      'two create one key',
      `a          ├────┤              201, accepted
       b          ├────┤              201, accepted
       final read             ├─┤     200, shows a`,
      'two-winners: a, b',
    ],
    [
      'a deletion lies between two creations',
      `a          ├────┤              201, accepted
       b          ├────────┤          201, accepted
       delete       ├────┤            204, accepted
       final read             ├─┤     200, shows b`,
      'fine',
    ],
    [
      'a write finds what was deleted before it began',
      `delete     ├────┤              204, accepted
       a                ├────┤        200, accepted
       final read             ├─┤     200, shows a`,
      'resurrection: delete, a',
    ],
    [
      'a write outlives the deletion',
      `a          ├────┤              200, accepted
       delete     ├────────┤          204, accepted
       final read             ├─┤     200, shows a`,
      'resurrection: a, delete, final read',
    ],
    [
      'two deletions both find it',
      `delete 1   ├────┤              204, accepted
       delete 2   ├────────┤          204, accepted
       final read             ├─┤     404, not there`,
      'two-winners: delete 1, delete 2',
    ],
  ])('%s', (_, drawing, expected) => {
    expect(find('register', drawing.replaceAll(/^ {7}/gm, ''), 'unknown')).toBe(expected);
  });
});

describe('a careful writer among careless ones', () => {
  const careful = (drawing: string): string => {
    const { operations } = drawnHistory('register', drawing.replaceAll(/^ {4}/gm, ''));
    const all = operations.map((one) => (one.name === 'careful' ? { ...one, condition: 'first' } : one));
    const { anomalies } = findAnomalies(all, { present: true, version: 'first' });
    return anomalies.map((anomaly) => `${anomaly.kind}: ${tellAnomaly(anomaly)}`).join('\n') || 'fine';
  };

  it('may come first', () => {
    expect(
      careful(`careless      ├──────────┤             204, accepted
    careful       ├──────┤                 204, accepted
    final read                        ├──┤ 200, shows careless`),
    ).toBe('fine');
  });

  it('may not overwrite what it has not seen', () => {
    expect(
      careful(`careless      ├──────────┤             204, accepted
    careful       ├──────┤                 204, accepted
    final read                        ├──┤ 200, shows careful`),
    ).toBe('lost-update: careless (204) was accepted, but the final read shows careful instead');
    expect(
      careful(`careless      ├──────┤                 204, accepted
    careful                 ├──────┤       204, accepted
    final read                        ├──┤ 200, shows careful`),
    ).toBe('lost-update: careful (204) was accepted on a version that careless (204) had replaced');
  });
});

describe('writers that add', () => {
  it.each([
    [
      'all accepted ones are there, the refused one is not',
      `a          ├────┤              201, accepted
       b          ├────┤              409, refused
       c                ├────┤        201, accepted
       final read             ├─┤     200, shows a, c`,
      'fine',
    ],
    [
      'one is missing',
      `a          ├────┤              204, accepted
       b          ├────┤              204, accepted
       final read             ├─┤     200, shows b`,
      'lost-update: a, final read',
    ],
    [
      'one was read and is gone',
      `a          ├────┤              204, accepted
       b          ├────…              no answer
       read             ├──┤          200, shows a, b
       final read             ├─┤     200, shows a`,
      'stale-read: read, final read',
    ],
  ])('%s', (_, drawing, expected) => {
    expect(find('set', drawing.replaceAll(/^ {7}/gm, '').replaceAll('201', '204'))).toBe(expected);
  });
});
