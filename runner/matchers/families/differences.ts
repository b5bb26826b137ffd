import type { Json } from '../../../core/json.ts';
import { type JsonChange, jsonChanges } from '../../../core/json-changes.ts';
import { formatPointer } from '../../../core/json-pointer.ts';
import { holds, type MatchResult } from '../match-result.ts';
import { renderValue } from './render-value.ts';

/** Where a value differs from what it is compared with, but for changes that do not count. */
export function differences(
  expected: Json,
  value: Json | undefined,
  place: string,
  counts: (change: JsonChange) => boolean,
): MatchResult {
  const found = jsonChanges(expected, value)
    .filter(counts)
    .map(({ segments, before, after }) => ({
      place: place + formatPointer(segments),
      expected: before === undefined ? 'absent' : renderValue(before),
      actual: after === undefined ? 'absent' : renderValue(after),
    }));
  return found.length === 0 ? holds : { outcome: 'differs', differences: found };
}
