import type { Json } from '../../../../core/json.ts';
import { type ParseJsonOptions, parseJson } from '../../../../core/parse-json.ts';
import type { World } from '../../../kernel/world.ts';

/** What lenient readers skip, by the bug that does so. */
const habits: Readonly<Record<string, (text: string) => string>> = {
  'reads-comments': (text) => text.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, ''),
  'reads-trailing-commas': (text) => text.replaceAll(/,(\s*[}\]])/g, '$1'),
  'reads-single-quotes': (text) => text.replaceAll(/'([^']*)'/g, '"$1"'),
  'reads-text-behind': (text) => text.replace(/\}[^}]*$/, '}'),
};

/** The bugs that a text which is no JSON is read all the same. Undefined: this one is not. */
export function parseRelaxed(text: string, options: ParseJsonOptions, world: World): Json | undefined {
  const all = !world.keeps('DAB-BOD-010');
  const relaxed = Object.entries(habits).reduce(
    (read, [id, skip]) => (all || world.mutant(id) ? skip(read) : read),
    text,
  );
  if (relaxed === text) return undefined;
  try {
    return parseJson(relaxed, options);
  } catch {
    return undefined;
  }
}
