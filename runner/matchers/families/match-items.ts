import { isJsonArray, isJsonObject, type Json } from '../../../core/json.ts';
import { formatPointer } from '../../../core/json-pointer.ts';
import { listMembers } from '../../../core/list-members.ts';
import type { Matcher } from '../../../core/suite.ts';
import type { Inner } from '../definition.ts';
import type { MatchContext, Subject } from '../match-context.ts';
import type { MatchResult } from '../match-result.ts';

/**
 * What a matcher says of each item of an array, each member's value of an object, or each member of a list field, whose
 * lines are combined; undefined: there is none of these.
 */
export function matchItems(
  matcher: Matcher,
  subject: Subject,
  context: MatchContext,
  place: string,
  inner: Inner,
): readonly MatchResult[] | undefined {
  return itemsOf(subject)?.map(([name, item]) =>
    inner.match(matcher, { value: item, parent: true }, context, place + formatPointer([String(name)])),
  );
}

/** What `each` and `some` looked at, for "actual". */
export function walked({ value, lines }: Subject): Json | undefined {
  return lines === undefined || lines.length === 0 ? value : listMembers(lines);
}

function itemsOf(subject: Subject): readonly (readonly [string | number, Json])[] | undefined {
  const value = walked(subject);
  if (isJsonArray(value)) return value.map((item, index) => [index, item] as const);
  return isJsonObject(value) ? Object.entries(value) : undefined;
}
