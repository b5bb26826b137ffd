import { isJsonArray, type Json } from '../../core/json.ts';
import type { StatusMatcher } from '../../core/suite.ts';
import { textOf } from '../execute/convert.ts';
import { resolveTemplate } from '../execute/resolve-value.ts';
import type { Scope } from '../execute/scope.ts';

/** The statuses and classes ("204", "4xx") a matcher allows. @throws {MissingValue} */
export function statusNames(matcher: StatusMatcher, scope: Scope): readonly string[] {
  return matcher.flatMap((item) => {
    if (typeof item === 'number') return [String(item)];
    return item.includes('$(') ? namesOf(resolveTemplate(item, scope)) : [item];
  });
}

/** Is the status one of these names? */
export function isStatus(status: number, names: readonly string[]): boolean {
  return names.includes(String(status)) || names.includes(`${Math.floor(status / 100)}xx`);
}

function namesOf(value: Json): readonly string[] {
  return isJsonArray(value) ? value.flatMap(namesOf) : [textOf(value)];
}
