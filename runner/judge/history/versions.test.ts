import { describe, expect, it } from 'vitest';
import { findAnomalies } from './find-anomalies.ts';
import type { Operation } from './operation.ts';
import { tellAnomaly } from './tell-anomaly.ts';

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
