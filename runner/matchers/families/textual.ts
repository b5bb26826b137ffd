import { resolveText } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';
import { renderValue } from './render-value.ts';

type Textual = 'contains' | 'starts-with' | 'ends-with';

/** A matcher that looks for a text in a text. Only texts can be judged. */
export function textual<K extends Textual>(
  kind: K,
  key: string,
  summary: string,
  finds: (value: string, text: string) => boolean,
): MatcherDefinition<Textual> {
  const words = kind.replace('-', ' ');
  return {
    key,
    summary,
    schema: { type: 'string', minLength: 1 },
    read: (node, ground) => ({ kind, text: ground.template(node, key) }),
    describe: ({ text }, { scope }) => `${words} ${JSON.stringify(resolveText(text, scope))}`,
    match: ({ text: template }, value, { scope, caseless }, place) => {
      const text = resolveText(template, scope);
      const expected = `${words} ${JSON.stringify(text)}`;
      if (typeof value !== 'string') return unjudgeable(place, expected, renderValue(value));
      return finds(value, caseless ? text.toLowerCase() : text) ? holds : differs(place, expected, renderValue(value));
    },
  };
}
