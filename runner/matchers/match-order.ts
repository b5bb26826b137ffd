import { isJsonArray, type Json } from '../../core/json.ts';
import { formatPointer, valueAt } from '../../core/json-pointer.ts';
import type { Matcher, Place } from '../../core/suite.ts';
import { compareValues } from './compare-values.ts';
import { differs, holds, type MatchResult, unjudgeable } from './match-result.ts';
import { renderValue } from './render-value.ts';

/** ascending, descending: never falling (never rising) along an array, or along several places of one object. */
export function matchOrder(
  matcher: Extract<Matcher, { kind: 'ascending' | 'descending' }>,
  segmentsOf: (place: Place) => readonly string[],
  value: Json,
  place: string,
): MatchResult {
  const values = alongOf(matcher, segmentsOf, value);
  if (values === undefined) return unjudgeable(place, 'an array', renderValue(value));
  if (values.length < 2) return unjudgeable(place, 'at least two values in order', `${values.length}`);
  for (let i = 1; i < values.length; i++) {
    const [before, after] = [values[i - 1], values[i]];
    const order =
      before?.[1] === undefined || after?.[1] === undefined ? undefined : compareValues(before[1], after[1]);
    const text = `${renderValue(before?.[1])} at ${before?.[0]}, then ${renderValue(after?.[1])} at ${after?.[0]}`;
    if (order === undefined) return unjudgeable(place, `${matcher.kind} numbers or date-times`, text);
    if (matcher.kind === 'ascending' ? order > 0 : order < 0) return differs(place, matcher.kind, text);
  }
  return holds;
}

function alongOf(
  matcher: Extract<Matcher, { kind: 'ascending' | 'descending' }>,
  segmentsOf: (place: Place) => readonly string[],
  value: Json,
): readonly (readonly [place: string, value: Json | undefined])[] | undefined {
  if (matcher.along === 'places') {
    return matcher.places.map((place) => {
      const segments = segmentsOf(place);
      return [formatPointer(segments), valueAt(value, segments)] as const;
    });
  }
  if (!isJsonArray(value)) return undefined;
  const segments = segmentsOf(matcher.places[0] ?? '');
  return value.map((item, index) => [formatPointer([String(index), ...segments]), valueAt(item, segments)] as const);
}
