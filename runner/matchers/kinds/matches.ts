import { LongTextError } from '../../../core/pattern/compile-pattern.ts';
import { parseTemplate, type TemplatePart } from '../../../core/template.ts';
import { readText } from '../../load/input/read-scalar.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { resolveText } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { wholePattern, whyNoPattern } from '../families/pattern.ts';
import { renderValue } from '../families/render-value.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const matches: MatcherDefinition<'matches'> = {
  key: 'matches',
  summary: 'A regular expression (ECMAScript, flag u) over the whole text. Tokens in it are literal text.',
  schema: { type: 'string', minLength: 1 },
  read: (node, ground) => {
    const text = readText(ground.file, node, 'matches');
    const parts = ground.parts(node, text);
    const why = text === '' ? undefined : (whyNoExpression(parts) ?? whyNoPattern(joined(parts, () => 'token')));
    if (why !== undefined) ground.file.fault(node, why);
    return { kind: 'matches', text };
  },
  describe: ({ text }, { scope }) => `matches ${JSON.stringify(resolveText(text, scope))}`,
  match: ({ text }, value, { scope, caseless }, place) => {
    if (typeof value !== 'string') return unjudgeable(place, `matches ${text}`, renderValue(value));
    const literal = (token: string): string => resolveText(token, scope).replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    const pattern = joined(parseTemplate(text), literal);
    try {
      return wholePattern(pattern, caseless)(value) ? holds : differs(place, `matches ${text}`, renderValue(value));
    } catch (error) {
      // Neither answer would be true of what nobody looked at.
      if (error instanceof LongTextError) throw new MissingValue(`matches ${text}: ${error.message}`);
      throw error;
    }
  },
};

function joined(parts: readonly TemplatePart[], ofToken: (text: string) => string): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : ofToken(part.text))).join('');
}

/** The values of tokens are literal text, so there must be more: else an expression in a case would be none. */
function whyNoExpression(parts: readonly TemplatePart[]): string | undefined {
  return parts.some(({ kind }) => kind === 'text')
    ? undefined
    : 'the value of a token is literal text here and no regular expression: compare with it, without "matches"';
}
