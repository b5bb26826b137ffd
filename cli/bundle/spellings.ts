import { type Conversion, conversions } from '../../core/template.ts';
import { convert } from '../../runner/values/convert.ts';
import { MissingValue } from '../../runner/values/missing-value.ts';
import type { Variable } from './variables.ts';

/** A text that a request may hold for a variable, and the word of the script that says it. */
export interface Spelling {
  readonly text: string;
  /** Inert wherever it stands. */
  readonly word: string;
  readonly variable: Variable;
  /** The function of the script that it takes. */
  readonly uses?: string;
}

/** What a script cannot make of a text, or takes more than a shell for. */
const beyondScripts: ReadonlySet<Conversion> = new Set<Conversion>(['rowversion', 'base64']);

/** All spellings of a variable, each text once, the plainest first. */
export function spellingsOf(variable: Variable): readonly Spelling[] {
  const { name, text, origin } = variable;
  const all: Spelling[] = [{ text, word: `"$${name}"`, variable }];
  const add = (spelt: string | undefined, uses: string, mode = ''): void => {
    if (spelt === undefined || spelt === '' || all.some((one) => one.text === spelt)) return;
    all.push({ text: spelt, word: `"$(${uses} ${mode}"$${name}")"`, variable, uses });
  };
  add(JSON.stringify(text).slice(1, -1), 'in_json');
  add(encodeURIComponentOrNone(text), 'percent', 'uri ');
  if (origin.kind === 'link') add(/^[a-z]+:\/\/[^/]*(\/.*)$/i.exec(text)?.[1], 'path_of');
  for (const conversion of conversions.filter((one) => !beyondScripts.has(one))) {
    const spelt = converted(text, conversion);
    if (conversion === 'percent') add(spelt, 'percent', 'all ');
    else if (conversion === 'upper' || conversion === 'lower') add(spelt, `${conversion}case`);
    else if (conversion === 'literal') add(spelt, 'doubled');
    else if (conversion === 'opaque') add(spelt, 'opaque');
    else add(spelt, 'near', `${conversion} `);
  }
  return all;
}

function converted(text: string, conversion: Conversion): string | undefined {
  try {
    return convert(text, conversion);
  } catch (error) {
    if (error instanceof MissingValue) return undefined;
    throw error;
  }
}

function encodeURIComponentOrNone(text: string): string | undefined {
  return /\p{Cs}/u.test(text) ? undefined : encodeURIComponent(text);
}
