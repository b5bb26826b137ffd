import type { Json } from '../../core/json.ts';
import type { Matcher } from '../../core/suite.ts';
import { parseTemplate } from '../../core/template.ts';
import { resolveText } from '../values/resolve-value.ts';
import type { MatchContext } from './match-context.ts';
import { differs, holds, type MatchResult, unjudgeable } from './match-result.ts';
import { renderValue } from './render-value.ts';

type TextMatcher = Extract<Matcher, { kind: 'contains' | 'starts-with' | 'ends-with' | 'matches' }>;

/** contains, startsWith, endsWith and matches; only texts can be judged. `matches` is over the whole value. */
export function matchText(matcher: TextMatcher, value: Json, context: MatchContext, place: string): MatchResult {
  const written =
    matcher.kind === 'matches' ? wholePattern(matcher.text, context) : resolveText(matcher.text, context.scope);
  const expected = `${matcher.kind.replace('-', ' ')} ${matcher.kind === 'matches' ? matcher.text : JSON.stringify(written)}`;
  if (typeof value !== 'string') return unjudgeable(place, expected, renderValue(value));
  return finds(matcher.kind, value, written, context.caseless === true)
    ? holds
    : differs(place, expected, renderValue(value));
}

function finds(kind: TextMatcher['kind'], value: string, written: string, caseless: boolean): boolean {
  if (kind === 'matches') return new RegExp(written, caseless ? 'iu' : 'u').test(value);
  const text = caseless ? written.toLowerCase() : written;
  if (kind === 'contains') return value.includes(text);
  return kind === 'starts-with' ? value.startsWith(text) : value.endsWith(text);
}

/** The regular expression with its tokens put in as literal text, for the whole value. */
function wholePattern(template: string, { scope }: MatchContext): string {
  const parts = parseTemplate(template).map((part) =>
    part.kind === 'text' ? part.text : resolveText(part.text, scope).replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
  );
  return `^(?:${parts.join('')})$`;
}
