import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/json.ts';
import type { Maker } from '../../core/suite.ts';
import { hasFormat } from '../matchers/kinds/format.ts';
import { makeValue } from './make-value.ts';
import { runMarker } from './run-marker.ts';
import { innerScope } from './scope.ts';

const now = Date.UTC(2026, 10, 24, 12);
const make = (maker: Maker, ...origin: string[]): Json =>
  makeValue(maker, innerScope(undefined, []), { origin: ['seed', ...origin], now: () => now });

describe('makeValue', () => {
  it('makes the same value from the same origin, another one from any other', () => {
    for (const maker of [
      { kind: 'unique', type: 'text' },
      { kind: 'unique', type: 'integer' },
      { kind: 'uuid', version: 4 },
      { kind: 'uuid', version: 7 },
    ] as const) {
      expect(make(maker, 'a')).toBe(make(maker, 'a'));
      const many = new Set(Array.from({ length: 2000 }, (_, i) => make(maker, String(i))));
      expect(many.size).toBe(2000);
    }
  });

  it('makes texts that are safe as key, name and path segment, integers that fit 32 bits', () => {
    for (let i = 0; i < 200; i++) {
      expect(make({ kind: 'unique', type: 'text' }, String(i))).toMatch(/^conf[a-z0-9]{12}$/);
      const integer = make({ kind: 'unique', type: 'integer' }, String(i)) as number;
      expect(Number.isInteger(integer) && integer >= 1e9 && integer < 2 ** 31).toBe(true);
    }
  });

  it('marks all texts of a run with the same beginning, and those of another with another', () => {
    const ofRun = (seed: string, name: string): string =>
      String(
        makeValue({ kind: 'unique', type: 'text' }, innerScope(undefined, []), {
          origin: [seed, name],
          now: () => now,
        }),
      );
    expect(ofRun('a', 'x').slice(0, 8)).toBe(runMarker('a'));
    expect(ofRun('a', 'y').slice(0, 8)).toBe(runMarker('a'));
    expect(new Set(Array.from({ length: 100 }, (_, seed) => runMarker(String(seed)))).size).toBe(100);
  });

  it('puts the time into a version 7, and offsets into both', () => {
    const id = String(make({ kind: 'uuid', version: 7, offsetMs: 3_600_000 }));
    expect(hasFormat(id, 'uuid7')).toBe(true);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now + 3_600_000);
    expect(hasFormat(make({ kind: 'uuid', version: 4 }), 'uuid4')).toBe(true);
    expect(make({ kind: 'time', offsetMs: -86_400_000 })).toBe('2026-11-23T12:00:00.000Z');
  });

  it('fills and lists', () => {
    expect(make({ kind: 'fill', length: 53 })).toMatch(/^[a-z]{53}$/);
    const list = make({
      kind: 'list',
      count: 3,
      item: { n: '$(item.index)', id: '$(item.uuid)', before: '$(item.previous)' },
    }) as { n: number; id: string; before: string | null }[];
    expect(list.map(({ n }) => n)).toEqual([0, 1, 2]);
    expect(list.map(({ before }) => before)).toEqual([null, list[0]?.id, list[1]?.id]);
    expect(list.map(({ id }) => id).toSorted()).toEqual(list.map(({ id }) => id));
  });
});
