import type { Matcher } from '../../core/suite.ts';
import type { Inner, MatcherDefinition } from './definition.ts';
import { definitions } from './definitions.ts';
import { type MatchContext, type Subject, severalLines } from './match-context.ts';
import { type MatchResult, unjudgeable } from './match-result.ts';

/** Each definition only ever gets matchers of its own kind. */
const definitionOf = ({ kind }: Matcher): MatcherDefinition => definitions[kind] as MatcherDefinition;

/**
 * Compares a value with a matcher. Every matcher fails when there is nothing to look at, except `absent`.
 * @throws {MissingValue} when a token in the matcher names nothing.
 */
export function match(matcher: Matcher, subject: Subject, context: MatchContext, place = ''): MatchResult {
  const definition = definitionOf(matcher);
  if ('matchSubject' in definition) return definition.matchSubject(matcher as never, subject, context, place, inner);
  const several = severalLines(subject, place);
  if (several !== undefined) return several;
  const { value } = subject;
  if (value === undefined) return unjudgeable(place, describeMatcher(matcher, context), 'absent');
  return definition.match(matcher as never, value, context, place, inner);
}

/** A matcher in words, for "expected". @throws {MissingValue} */
export function describeMatcher(matcher: Matcher, context: MatchContext): string {
  return definitionOf(matcher).describe(matcher as never, context, inner);
}

const inner: Inner = { match, describe: describeMatcher };
