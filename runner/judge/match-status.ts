import { isJsonArray, type Json } from '../../core/json.ts';
import type { StatusMatcher } from '../../core/suite.ts';
import { textOf } from '../execute/convert.ts';
import { resolveTemplate } from '../execute/resolve-value.ts';
import type { Scope } from '../execute/scope.ts';

/** Names of matchers without tokens, which are the same on every answer. */
const constant = new WeakMap<StatusMatcher, readonly string[]>();

/** The statuses and classes ("204", "4xx") a matcher allows. @throws {MissingValue} */
export function statusNames(matcher: StatusMatcher, scope: Scope): readonly string[] {
  const known = constant.get(matcher);
  if (known) return known;
  const names = matcher.flatMap((item) => {
    if (typeof item === 'number') return [String(item)];
    return item.includes('$(') ? namesOf(resolveTemplate(item, scope)) : [item];
  });
  if (!matcher.some((item) => typeof item === 'string' && item.includes('$('))) constant.set(matcher, names);
  return names;
}

/** Is the status one of these names? */
export function isStatus(status: number, names: readonly string[]): boolean {
  return names.includes(String(status)) || names.includes(`${Math.floor(status / 100)}xx`);
}

function namesOf(value: Json): readonly string[] {
  return isJsonArray(value) ? value.flatMap(namesOf) : [textOf(value)];
}
