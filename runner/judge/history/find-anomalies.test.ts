import { describe, expect, it } from 'vitest';
import type { HistoryModel } from '../../../core/suite.ts';
import { drawnHistory } from '../../testing/drawn-history.ts';
import { findAnomalies } from './find-anomalies.ts';
import type { Beginning, Operation } from './operation.ts';
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

describe('versions', () => {
  const write = (name: string, more: Partial<Operation>): Operation => ({
    name,
    action: 'replace',
    outcome: 'applied',
    startedMs: 0,
    endedMs: 10,
    ...more,
  });
  const final = (replaced: readonly string[], version: string): Operation => ({
    ...write('final read', { action: 'read', startedMs: 20, endedMs: 21, version, final: true }),
    shown: { present: true, replaced },
  });
  const kinds = (...operations: Operation[]): string =>
    findAnomalies(operations, { present: true, version: 'first' })
      .anomalies.map((anomaly) => `${anomaly.kind}: ${tellAnomaly(anomaly)}`)
      .join('; ');

  it('says which write was the last', () => {
    const [a, b] = [write('a', { version: 'v1' }), write('b', { version: 'v2' })];
    expect(kinds(a, b, final(['b'], 'v2'))).toBe('');
    expect(kinds(a, b, final(['b'], 'v1'))).toBe(
      'unexplained-state: the final read shows b, with a version that belongs to another moment',
    );
  });

  it('takes a version that nobody knows for somebody else’s write, and one that two answers gave for no evidence', () => {
    expect(kinds(write('a', { version: 'v1' }), final(['a'], 'v9'))).toBe('');
    expect(kinds(write('a', { version: 'v1' }), write('b', { version: 'v1' }), final(['b'], 'v1'))).toBe('');
  });

  it('follows a chain of conditions, also over an answer that named no version', () => {
    const chain = [
      write('a', { condition: 'first' }),
      write('b', { condition: 'v1', version: 'v2' }),
      write('c', { condition: 'v2', version: 'v3' }),
    ];
    expect(kinds(...chain, final(['c'], 'v3'))).toBe('');
    expect(kinds(...chain, write('d', { condition: 'v1' }), final(['c'], 'v3'))).toMatch(/^two-winners: b and d/);
  });
});

it('judges twelve operations in milliseconds', () => {
  const operations = Array.from({ length: 12 }, (_, n): Operation => {
    const name = `client[${n}]`;
    return { name, action: 'replace', outcome: 'applied', startedMs: 0, endedMs: 10 + n, found: 'present' };
  });
  const read = (replaced: readonly string[]): Operation[] => [
    {
      name: 'final read',
      action: 'read',
      outcome: 'applied',
      startedMs: 50,
      endedMs: 51,
      final: true,
      shown: { present: true, replaced },
    },
  ];
  const started = performance.now();
  for (let time = 0; time < 20; time++) {
    expect(findAnomalies([...operations, ...read(['client[0]'])], { present: true }).anomalies).toEqual([]);
    expect(findAnomalies([...operations, ...read([])], { present: true }).anomalies).toHaveLength(12);
  }
  expect((performance.now() - started) / 40).toBeLessThan(50);
});

it('judges the largest race, sound or broken', () => {
  const each = Array.from({ length: 64 }, (_, n) => n);
  const writes = (more: (n: number) => Partial<Operation>): Operation[] =>
    each.map((n) => ({
      name: `client[${n}]`,
      action: 'add',
      outcome: 'applied',
      startedMs: 0,
      endedMs: 10 + n,
      ...more(n),
    }));
  const left = (shown: Omit<NonNullable<Operation['shown']>, 'present'>): Operation => ({
    name: 'final read',
    action: 'read',
    outcome: 'applied',
    startedMs: 100,
    endedMs: 101,
    final: true,
    shown: { present: true, ...shown },
  });
  const kinds = (operations: readonly Operation[]): string => {
    const { anomalies, undecided } = findAnomalies(operations, { present: true, version: 'first' });
    const names = [...new Set(anomalies.map(({ kind }) => kind))].join();
    return undecided ? 'undecided' : `${anomalies.length} ${names}`.trim();
  };
  const names = each.map((n) => `client[${n}]`);
  const even = names.filter((_, n) => n % 2 === 0);
  const onFirst = (n: number): Partial<Operation> => ({ condition: 'first', outcome: n === 5 ? 'applied' : 'refused' });
  expect(kinds([...writes(onFirst), left({ added: ['client[5]'] })])).toBe('0');
  expect(kinds([...writes(() => ({ condition: 'first' })), left({ added: ['client[5]'] })])).toBe('32 two-winners');
  expect(kinds([...writes(() => ({})), left({ added: names })])).toBe('0');
  expect(kinds([...writes(() => ({})), left({ added: even })])).toBe('32 lost-update');
  expect(kinds([...writes(() => ({ action: 'replace' })), left({ replaced: ['client[9]'] })])).toBe('0');
  const late = (n: number): Partial<Operation> => ({
    action: 'replace',
    ...(n === 60 ? { startedMs: 50, endedMs: 60 } : {}),
  });
  expect(kinds([...writes(late), left({ replaced: ['client[9]'] })])).toBe('1 lost-update');
});
