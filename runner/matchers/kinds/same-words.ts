import { resolveText } from '../../values/resolve-value.ts';
import type { MatcherDefinition } from '../definition.ts';
import { renderValue } from '../families/render-value.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

/** Two texts that differ in names, ids and instants alone say the same. */
export const sameWords: MatcherDefinition<'same-words'> = {
  key: 'sameWords',
  summary:
    '[text, name, …]: the words of another text, in its order; those of the names, ids and instants do not count.',
  schema: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
  read: (node, ground) => {
    const [text, ...names] = node.kind === 'list' ? node.items : [];
    if (text)
      return {
        kind: 'same-words',
        text: ground.template(text, 'sameWords'),
        names: names.map((each) => ground.template(each, 'sameWords')),
      };
    ground.file.fault(node, 'sameWords takes [text, name, …]', 'for example [$(stale.text), $(bind.note.text)]');
    return { kind: 'present' };
  },
  describe: ({ text }, { scope }) => `the same words as ${JSON.stringify(resolveText(text, scope))}`,
  match: ({ text: template, names }, value, { scope }, place) => {
    const text = resolveText(template, scope);
    const expected = `the same words as ${JSON.stringify(text)}`;
    if (typeof value !== 'string') return unjudgeable(place, expected, renderValue(value));
    const ignored = new Set(names.flatMap((name) => wordsOf(resolveText(name, scope))));
    const said = (of: string): string =>
      wordsOf(of)
        .filter((word) => !ignored.has(word))
        .join(' ');
    return said(value) === said(text) ? holds : differs(place, expected, renderValue(value));
  },
};

const idOrInstant = /\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T[\p{Nd}:.]+Z?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu;

/** The words of a text in lower case; what is long and has digits is an id, a token or an instant, and none. */
function wordsOf(text: string): string[] {
  const words = text.replaceAll(idOrInstant, ' ').match(/[\p{L}\p{Nd}_]+/gu) ?? [];
  return words.filter((word) => word.length <= 8 || !/\p{Nd}/u.test(word)).map((word) => word.toLowerCase());
}
