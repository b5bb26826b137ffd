import type { MatcherDefinition, MatcherKind } from './definition.ts';
import { absent } from './kinds/absent.ts';
import { allOf } from './kinds/all-of.ts';
import { anyOf } from './kinds/any-of.ts';
import { ascending } from './kinds/ascending.ts';
import { atLeast } from './kinds/at-least.ts';
import { atMost } from './kinds/at-most.ts';
import { caseless } from './kinds/caseless.ts';
import { contains } from './kinds/contains.ts';
import { count } from './kinds/count.ts';
import { descending } from './kinds/descending.ts';
import { each } from './kinds/each.ts';
import { endsWith } from './kinds/ends-with.ts';
import { equals } from './kinds/equals.ts';
import { format } from './kinds/format.ts';
import { greaterThan } from './kinds/greater-than.ts';
import { has } from './kinds/has.ts';
import { lessThan } from './kinds/less-than.ts';
import { matches } from './kinds/matches.ts';
import { mediaType } from './kinds/media-type.ts';
import { near } from './kinds/near.ts';
import { not } from './kinds/not.ts';
import { onlyKeys } from './kinds/only-keys.ts';
import { present } from './kinds/present.ts';
import { rowversion } from './kinds/rowversion.ts';
import { sameBut } from './kinds/same-but.ts';
import { sameWords } from './kinds/same-words.ts';
import { schema } from './kinds/schema.ts';
import { shape } from './kinds/shape.ts';
import { some } from './kinds/some.ts';
import { startsWith } from './kinds/starts-with.ts';
import { type } from './kinds/type.ts';

/** Every matcher of the language by its kind. A new one has a type in core/suite.ts, a file in kinds/ and a line here. */
export const definitions: { readonly [K in MatcherKind]: MatcherDefinition<K> } = {
  equals,
  not,
  'any-of': anyOf,
  'all-of': allOf,
  absent,
  present,
  type,
  contains,
  'starts-with': startsWith,
  'ends-with': endsWith,
  matches,
  caseless,
  'same-but': sameBut,
  has,
  'same-words': sameWords,
  'greater-than': greaterThan,
  'at-least': atLeast,
  'less-than': lessThan,
  'at-most': atMost,
  near,
  rowversion,
  count,
  'only-keys': onlyKeys,
  each,
  some,
  ascending,
  descending,
  format,
  'media-type': mediaType,
  schema,
  shape,
};

const { shape: _, ...keyed } = definitions;

/** Those that have a key of their own, by that key. */
export const matchersByKey: Readonly<Record<string, Pick<MatcherDefinition, 'summary' | 'schema' | 'read'>>> =
  Object.fromEntries(Object.values(keyed).map((definition) => [definition.key, definition]));

/** The keys of all matchers. */
export const matcherKeys: readonly string[] = Object.keys(matchersByKey);
