import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Rule } from '../../core/rule.ts';
import { loadDictionary } from '../../runner/causes/load-dictionary.ts';
import { packageRoot } from '../../runner/load/package-root.ts';
import type { Catalogue } from '../list/load-catalogues.ts';
import { mutantsOf } from '../list/mutants-of.ts';
import { type Explanation, explainRule } from './explain-rule.ts';

/** All that is known about a rule of a catalogue. @param cwd where suites of the user's own are found. */
export async function explainIn(catalogue: Catalogue, rule: Rule, cwd: string): Promise<Explanation> {
  const dictionary = await loadDictionary(catalogue.spec.id);
  // What was proven says more than what is declared, and spares loading the core.
  const mutants = dictionary === undefined ? await mutantsOf(catalogue.spec.id) : [];
  return explainRule(rule, catalogue, mutants, dictionary, (file) => suiteText(file, cwd));
}

/** The rule of this id, in any letter case; undefined: there is none. */
export function findRule(
  id: string,
  catalogues: readonly Catalogue[],
): { readonly rule: Rule; readonly catalogue: Catalogue } | undefined {
  for (const catalogue of catalogues) {
    const rule = catalogue.spec.rules.find((known) => known.id.toLowerCase() === id.toLowerCase());
    if (rule) return { rule, catalogue };
  }
  return undefined;
}

/** A suite of the package's own or of the user's; undefined: it is gone. */
function suiteText(file: string, cwd: string): string | undefined {
  const path = [packageRoot(), cwd].map((folder) => resolve(folder, file)).find((one) => existsSync(one));
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}
