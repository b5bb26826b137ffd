import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../../../tests/support/cost-of.ts';
import { createSeededRandom } from '../../testing/seeded.ts';
import { checkVersionChain } from './check-version-chain.ts';
import type { Operation } from './operation.ts';

/** Clients that read, wait, and write on the version they have read: `length` operations on a correct unit. */
function load(length: number, seed: number, mayLose = false): Operation[] {
  const random = createSeededRandom(seed);
  const held = new Map<number, string>();
  let version = 'v0';
  return Array.from({ length }, (_, n): Operation => {
    const client = Math.floor(random() * 8);
    const base = { name: `client[${client}] ${n}`, startedMs: n - random() * 5, endedMs: n + random() * 5 };
    const condition = held.get(client);
    held.delete(client);
    if (condition === undefined) {
      held.set(client, version);
      return { ...base, action: 'read', outcome: 'applied', version };
    }
    const write = { ...base, action: 'replace', condition } as const;
    if (condition !== version) return { ...write, outcome: 'refused' };
    version = `v${n}`;
    const lost = mayLose && random() < 0.1;
    if (lost) return { ...write, outcome: 'unknown' };
    return { ...write, outcome: 'applied', ...(mayLose && random() < 0.2 ? {} : { version }) };
  });
}

const kinds = (operations: readonly Operation[]): string =>
  [...new Set(checkVersionChain(operations).map(({ kind }) => kind))].join();

describe('checkVersionChain', () => {
  it('finds nothing in the load of a correct unit, also with answers lost and versions not told', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), fc.integer({ min: 1, max: 400 }), (seed, mayLose, length) => {
        expect(kinds(load(length, seed, mayLose))).toBe('');
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('finds one second winner among hundreds', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, pick) => {
        const operations = load(300, seed);
        const winners = operations.filter(({ action, outcome }) => action === 'replace' && outcome === 'applied');
        const winner = winners[pick % winners.length];
        fc.pre(winner !== undefined);
        const second: Operation = { ...(winner as Operation), name: 'second', version: 'of its own' };
        expect(kinds([...operations, second])).toContain('two-winners');
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('finds a read of a version that was over before it began', () => {
    const operations = load(300, 3);
    const old = operations.find(({ action }) => action === 'read');
    const read: Operation = { ...(old as Operation), name: 'late', startedMs: 400, endedMs: 401 };
    expect(checkVersionChain([...operations, read])).toMatchObject([
      { kind: 'stale-read', operations: [{}, { name: 'late' }] },
    ]);
  });

  it('finds a refusal of the version that was current all the while', () => {
    const operations = load(300, 3);
    const last = operations.findLast(({ action, outcome }) => action === 'replace' && outcome === 'applied');
    const refusal: Operation = {
      name: 'late',
      action: 'replace',
      outcome: 'refused',
      condition: last?.version ?? '',
      startedMs: 400,
      endedMs: 401,
    };
    expect(checkVersionChain([...operations, refusal])).toMatchObject([
      { kind: 'unfounded-refusal', operations: [{ name: last?.name }, { name: 'late' }] },
    ]);
  });

  it('finds a write that goes back to before what had ended', () => {
    const write = (name: string, at: number, condition: string, version: string): Operation => ({
      name,
      action: 'replace',
      outcome: 'applied',
      startedMs: at,
      endedMs: at + 1,
      condition,
      version,
    });
    expect(kinds([write('a', 0, 'v0', 'v1'), write('b', 10, 'v1', 'v2')])).toBe('');
    expect(kinds([write('a', 10, 'v0', 'v1'), write('b', 0, 'v1', 'v2')])).toBe('unexplained-state');
  });

  it('takes a hundred thousand operations in about a second', async () => {
    const operations = load(100_000, 11);
    expect(await costOf(() => expect(kinds(operations)).toBe(''))).toBeLessThan(3000);
  });
});
