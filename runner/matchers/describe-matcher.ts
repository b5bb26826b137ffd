import type { Matcher } from '../../core/suite.ts';
import { resolveText, resolveValue } from '../values/resolve-value.ts';
import type { MatchContext } from './match-context.ts';
import { renderValue } from './render-value.ts';

/** A matcher in words, for "expected". */
export function describeMatcher(matcher: Matcher, context: MatchContext): string {
  switch (matcher.kind) {
    case 'equals':
      return renderValue(resolveValue(matcher.value, context.scope));
    case 'shape':
      return `{ ${matcher.places.map(([place, inner]) => `${place}: ${describeMatcher(inner, context)}`).join(', ')} }`;
    case 'not':
    case 'caseless':
    case 'rowversion':
    case 'each':
    case 'some':
    case 'count':
      return `${matcher.kind} ${describeMatcher(matcher.matcher, context)}`;
    case 'any-of':
    case 'all-of':
      return `${matcher.kind === 'any-of' ? 'any of' : 'all of'}: ${matcher.matchers.map((inner) => describeMatcher(inner, context)).join(' | ')}`;
    case 'type':
      return `type ${matcher.type}`;
    case 'contains':
    case 'starts-with':
    case 'ends-with':
    case 'matches':
      return `${matcher.kind.replace('-', ' ')} ${JSON.stringify(resolveText(matcher.text, context.scope))}`;
    case 'greater-than':
    case 'at-least':
    case 'less-than':
    case 'at-most':
      return `${matcher.kind.replace('-', ' ')} ${renderValue(resolveValue(matcher.value, context.scope))}`;
    case 'near':
      return `near ${renderValue(resolveValue(matcher.value, context.scope))}`;
    case 'only-keys':
      return `only the members ${matcher.names.map((name) => resolveText(name, context.scope)).join(', ')}`;
    case 'ascending':
    case 'descending':
      return `${matcher.kind} ${matcher.places.join(', ')}`;
    case 'format':
      return `format ${matcher.format}`;
    case 'media-type':
      return `media type ${resolveText(matcher.essence, context.scope)}`;
    case 'schema':
      return `schema ${matcher.schema}`;
    case 'absent':
    case 'present':
      return matcher.kind;
  }
}
