import { isJsonArray, isJsonObject, type Json } from '../../../core/json.ts';
import { formatPointer } from '../../../core/json-pointer.ts';
import type { Matcher } from '../../../core/suite.ts';
import type { Inner } from '../definition.ts';
import type { MatchContext } from '../match-context.ts';
import type { MatchResult } from '../match-result.ts';

/** What a matcher says of each item of an array or each member's value of an object; undefined: the value is neither. */
export function matchItems(
  matcher: Matcher,
  value: Json,
  context: MatchContext,
  place: string,
  inner: Inner,
): readonly MatchResult[] | undefined {
  const items: readonly (readonly [string | number, Json])[] | undefined = isJsonArray(value)
    ? value.map((item, index) => [index, item] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : undefined;
  return items?.map(([name, item]) =>
    inner.match(matcher, { value: item, parent: true }, context, place + formatPointer([String(name)])),
  );
}
