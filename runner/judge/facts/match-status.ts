import { isJsonArray, type Json } from '../../../core/json.ts';
import type { StatusMatcher } from '../../../core/suite.ts';
import { textOf } from '../../values/convert.ts';
import { resolveTemplate } from '../../values/resolve-value.ts';
import type { Scope } from '../../values/scope.ts';

/** Names of matchers without tokens, which are the same on every answer. */
const constant = new WeakMap<StatusMatcher, readonly string[]>();

/** The statuses and classes ("204", "4xx") a matcher allows. @throws {MissingValue} */
export function statusNames(matcher: StatusMatcher, scope: Scope): readonly string[] {
  const known = constantNames(matcher);
  return known ?? matcher.flatMap((item) => (typeof item === 'number' ? [String(item)] : namesIn(item, scope)));
}

/** The same for a matcher without tokens, for which no scope need be made; undefined: it has some. */
export function constantNames(matcher: StatusMatcher): readonly string[] | undefined {
  let names = constant.get(matcher);
  if (names === undefined && !matcher.some((item) => typeof item === 'string' && item.includes('$('))) {
    names = matcher.map(String);
    constant.set(matcher, names);
  }
  return names;
}

const classes: readonly string[] = Array.from({ length: 10 }, (_, first) => `${first}xx`);

/** Is the status one of these names? */
export function isStatus(status: number, names: readonly string[]): boolean {
  return names.includes(String(status)) || names.includes(classes[Math.floor(status / 100)] ?? '');
}

function namesIn(item: string, scope: Scope): readonly string[] {
  return item.includes('$(') ? namesOf(resolveTemplate(item, scope)) : [item];
}

function namesOf(value: Json): readonly string[] {
  return isJsonArray(value) ? value.flatMap(namesOf) : [textOf(value)];
}
