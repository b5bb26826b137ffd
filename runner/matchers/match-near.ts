import { distanceMs } from '../../core/date-time.ts';
import { isJsonNumber, type Json } from '../../core/json.ts';
import type { Matcher } from '../../core/suite.ts';
import { differs, holds, type MatchResult, unjudgeable } from './match-result.ts';
import { renderValue } from './render-value.ts';

/** near: a number and a number, or two date-times and a duration. */
export function matchNear(
  matcher: Extract<Matcher, { kind: 'near' }>,
  expected: Json | undefined,
  value: Json,
  place: string,
): MatchResult {
  const unit = matcher.unit === 'time' ? ' ms' : '';
  const text = `${renderValue(expected)} within ${matcher.tolerance}${unit}`;
  const distance = expected === undefined ? undefined : distanceOf(matcher.unit, expected, value);
  if (distance === undefined) return unjudgeable(place, text, renderValue(value));
  return distance <= matcher.tolerance ? holds : differs(place, text, `${renderValue(value)}, ${distance}${unit} away`);
}

function distanceOf(unit: 'number' | 'time', expected: Json, value: Json): number | undefined {
  if (unit === 'time')
    return typeof expected === 'string' && typeof value === 'string' ? distanceMs(expected, value) : undefined;
  return isJsonNumber(expected) && isJsonNumber(value)
    ? Math.abs(Number(String(expected)) - Number(String(value)))
    : undefined;
}
