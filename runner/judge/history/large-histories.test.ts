import { expect, it } from 'vitest';
import { costOf } from '../../../tests/support/cost-of.ts';
import { findAnomalies } from './find-anomalies.ts';
import type { Operation } from './operation.ts';

it('judges twelve operations in milliseconds', async () => {
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
  const judge = (): void => {
    for (let time = 0; time < 20; time++) {
      expect(findAnomalies([...operations, ...read(['client[0]'])], { present: true }).anomalies).toEqual([]);
      expect(findAnomalies([...operations, ...read([])], { present: true }).anomalies).toHaveLength(12);
    }
  };
  expect((await costOf(judge)) / 40).toBeLessThan(50);
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
