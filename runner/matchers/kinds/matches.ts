import { parseTemplate } from '../../../core/template.ts';
import { readText } from '../../load/input/read-scalar.ts';
import { resolveText } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const matches: MatcherDefinition<'matches'> = {
  key: 'matches',
  summary: 'A regular expression (ECMAScript, flag u) over the whole text. Tokens in it are literal text.',
  schema: { type: 'string', minLength: 1 },
  read: (node, ground) => {
    const text = readText(ground.file, node, 'matches');
    const pattern = ground
      .parts(node, text)
      .map((part) => (part.kind === 'text' ? part.text : 'token'))
      .join('');
    try {
      new RegExp(whole(pattern), 'u');
    } catch (error) {
      const reason =
        error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
      ground.file.fault(node, `the regular expression does not compile: ${reason}`);
    }
    return { kind: 'matches', text };
  },
  describe: ({ text }, { scope }) => `matches ${JSON.stringify(resolveText(text, scope))}`,
  match: ({ text }, value, { scope, caseless }, place) => {
    if (typeof value !== 'string') return unjudgeable(place, `matches ${text}`, renderValue(value));
    const literal = (token: string): string => resolveText(token, scope).replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    const pattern = parseTemplate(text).map((part) => (part.kind === 'text' ? part.text : literal(part.text)));
    return new RegExp(whole(pattern.join('')), caseless ? 'iu' : 'u').test(value)
      ? holds
      : differs(place, `matches ${text}`, renderValue(value));
  },
};

function whole(pattern: string): string {
  return `^(?:${pattern})$`;
}
