import { isWholeNumber } from '../../core/exact-number.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type Json, jsonTypeOf } from '../../core/json.ts';
import { jsonEquals } from '../../core/json-equals.ts';
import { formatPointer, valueAt } from '../../core/json-pointer.ts';
import { parseMediaType } from '../../core/media-type.ts';
import type { Matcher } from '../../core/suite.ts';
import { resolvePlace, resolveText, resolveValue } from '../values/resolve-value.ts';
import { compareValues } from './compare-values.ts';
import { describeMatcher } from './describe-matcher.ts';
import type { MatchContext, Subject } from './match-context.ts';
import { hasFormat } from './match-format.ts';
import { matchNear } from './match-near.ts';
import { matchOrder } from './match-order.ts';
import { all, differs, holds, type MatchResult, unjudgeable } from './match-result.ts';
import { matchText } from './match-text.ts';
import { renderValue } from './render-value.ts';
import { lowerCase, rowversionNumber } from './respell.ts';

/**
 * Compares a value with a matcher. Every matcher fails when there is nothing to look at, except `absent`.
 * @throws {MissingValue} when a token in the matcher names nothing.
 */
export function match(matcher: Matcher, subject: Subject, context: MatchContext, place = ''): MatchResult {
  switch (matcher.kind) {
    case 'not':
      return matchNot(matcher.matcher, subject, context, place);
    case 'any-of':
      return matchAnyOf(matcher.matchers, subject, context, place);
    case 'all-of':
      return all(matcher.matchers.map((inner) => match(inner, subject, context, place)));
    case 'count':
      return matchCount(matcher.matcher, subject, context, place);
  }
  if ((subject.lines ?? 0) > 1) return unjudgeable(place, 'one field line', `${subject.lines} field lines`);
  if (matcher.kind === 'absent') {
    if (subject.value !== undefined) return differs(place, 'absent', renderValue(subject.value));
    return subject.parent ? holds : unjudgeable(place, 'absent', 'what it would be in is absent too');
  }
  if (subject.value === undefined) return unjudgeable(place, describeMatcher(matcher, context), 'absent');
  return matchValue(matcher, subject.value, context, place);
}

function matchValue(matcher: Matcher, value: Json, context: MatchContext, place: string): MatchResult {
  const { scope } = context;
  switch (matcher.kind) {
    case 'present':
      return holds;
    case 'equals': {
      const expected = respelt(resolveValue(matcher.value, scope), context);
      if (expected === undefined)
        return unjudgeable(place, 'a value that can be respelt', renderValue(resolveValue(matcher.value, scope)));
      return jsonEquals(value, expected) ? holds : differs(place, renderValue(expected), renderValue(value));
    }
    case 'shape':
      return matchShape(matcher.places, value, context, place);
    case 'caseless': {
      const caseless = { ...context, respell: lowerCase, caseless: true };
      return match(matcher.matcher, { value: lowerCase(value), parent: true }, caseless, place);
    }
    case 'rowversion': {
      const number = rowversionNumber(value);
      if (number === undefined) return unjudgeable(place, 'a rowversion (base64 of 8 bytes)', renderValue(value));
      return match(matcher.matcher, { value: number, parent: true }, { ...context, respell: rowversionNumber }, place);
    }
    case 'type': {
      const is =
        matcher.type === 'integer' ? isJsonNumber(value) && isWholeNumber(value) : jsonTypeOf(value) === matcher.type;
      return is ? holds : differs(place, `type ${matcher.type}`, `${jsonTypeOf(value)} ${renderValue(value)}`);
    }
    case 'contains':
    case 'starts-with':
    case 'ends-with':
    case 'matches':
      return matchText(matcher, value, context, place);
    case 'greater-than':
    case 'at-least':
    case 'less-than':
    case 'at-most': {
      const bound = respelt(resolveValue(matcher.value, scope), context);
      const order = bound === undefined ? undefined : compareValues(value, bound);
      const expected = `${matcher.kind.replace('-', ' ')} ${renderValue(bound)}`;
      if (order === undefined) return unjudgeable(place, expected, renderValue(value));
      const is = { 'greater-than': order > 0, 'at-least': order >= 0, 'less-than': order < 0, 'at-most': order <= 0 }[
        matcher.kind
      ];
      return is ? holds : differs(place, expected, renderValue(value));
    }
    case 'near':
      return matchNear(matcher, respelt(resolveValue(matcher.value, scope), context), value, place);
    case 'only-keys': {
      if (!isJsonObject(value)) return unjudgeable(place, 'an object', renderValue(value));
      const names = new Set(matcher.names.map((name) => fold(resolveText(name, scope), context)));
      const others = Object.keys(value).filter((name) => !names.has(name));
      return others.length === 0
        ? holds
        : differs(place, `no other members than ${[...names].join(', ')}`, `also ${others.join(', ')}`);
    }
    case 'each':
    case 'some':
      return matchItems(matcher.kind, matcher.matcher, value, context, place);
    case 'ascending':
    case 'descending':
      return matchOrder(matcher, (text) => resolvePlace(text, scope), value, place);
    case 'format': {
      const is = hasFormat(value, matcher.format);
      if (is === undefined) return unjudgeable(place, `format ${matcher.format}`, renderValue(value));
      return is ? holds : differs(place, `format ${matcher.format}`, renderValue(value));
    }
    case 'media-type': {
      const expected = resolveText(matcher.essence, scope).toLowerCase();
      const actual = typeof value === 'string' ? parseMediaType(value) : undefined;
      if (actual === undefined) return unjudgeable(place, `media type ${expected}`, renderValue(value));
      return actual.essence === expected ? holds : differs(place, `media type ${expected}`, renderValue(value));
    }
    case 'schema': {
      const faults = context.schema?.(matcher.schema, value);
      if (faults === undefined) return unjudgeable(place, `schema ${matcher.schema}`, 'the schema is not known');
      return faults.length === 0 ? holds : differs(place, `schema ${matcher.schema}`, faults.join('; '));
    }
    default:
      // not, any-of, all-of, count and absent are judged before there need be a value.
      return match(matcher, { value, parent: true }, context, place);
  }
}

function matchNot(inner: Matcher, subject: Subject, context: MatchContext, place: string): MatchResult {
  const result = match(inner, subject, context, place);
  if (result.outcome === 'unjudgeable') return result;
  if (result.outcome === 'differs') return holds;
  return differs(place, `not ${describeMatcher(inner, context)}`, renderValue(subject.value));
}

function matchAnyOf(matchers: readonly Matcher[], subject: Subject, context: MatchContext, place: string): MatchResult {
  const results = matchers.map((inner) => match(inner, subject, context, place));
  if (results.some(({ outcome }) => outcome === 'holds')) return holds;
  const expected = `any of: ${matchers.map((inner) => describeMatcher(inner, context)).join(' | ')}`;
  const make = results.some(({ outcome }) => outcome === 'unjudgeable') ? unjudgeable : differs;
  return make(place, expected, renderValue(subject.value));
}

function matchCount(inner: Matcher, { value, lines }: Subject, context: MatchContext, place: string): MatchResult {
  const count =
    lines ?? (isJsonArray(value) ? value.length : isJsonObject(value) ? Object.keys(value).length : undefined);
  if (count === undefined) return unjudgeable(place, 'something to count', renderValue(value));
  const result = match(inner, { value: count, parent: true }, { ...context, respell: (same) => same }, place);
  if (result.outcome === 'holds') return result;
  const differences = result.differences.map((difference) => ({
    ...difference,
    expected: `count ${difference.expected}`,
    actual: `count ${difference.actual}`,
  }));
  return { ...result, differences };
}

function matchShape(
  places: Extract<Matcher, { kind: 'shape' }>['places'],
  value: Json,
  context: MatchContext,
  place: string,
): MatchResult {
  return all(
    places.map(([name, inner]) => {
      const segments = resolvePlace(name, context.scope).map((segment) => fold(segment, context));
      const around = valueAt(value, segments.slice(0, -1));
      const parent = isJsonArray(around) || isJsonObject(around);
      return match(inner, { value: valueAt(value, segments), parent }, context, place + formatPointer(segments));
    }),
  );
}

function matchItems(
  kind: 'each' | 'some',
  inner: Matcher,
  value: Json,
  context: MatchContext,
  place: string,
): MatchResult {
  const items: readonly (readonly [string | number, Json])[] | undefined = isJsonArray(value)
    ? value.map((item, index) => [index, item] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : undefined;
  if (items === undefined) return unjudgeable(place, 'an array or object', renderValue(value));
  const results = items.map(([name, item]) =>
    match(inner, { value: item, parent: true }, context, place + formatPointer([String(name)])),
  );
  if (kind === 'each') return items.length === 0 ? unjudgeable(place, 'at least one item', 'none') : all(results);
  if (results.some(({ outcome }) => outcome === 'holds')) return holds;
  // An item that cannot be judged is no match; but if no item can be, nothing was looked at.
  const judged = items.length === 0 || results.some(({ outcome }) => outcome === 'differs');
  return (judged ? differs : unjudgeable)(place, `some item: ${describeMatcher(inner, context)}`, renderValue(value));
}

function respelt(value: Json, { respell }: MatchContext): Json | undefined {
  return respell === undefined ? value : respell(value);
}

function fold(text: string, { caseless }: MatchContext): string {
  return caseless ? text.toLowerCase() : text;
}
