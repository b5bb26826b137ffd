import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import type { Rule } from '../../core/rule.ts';
import { defaultPolicy } from '../../reporters/policy.ts';
import { loadDictionary } from '../../runner/causes/load-dictionary.ts';
import { packageRoot } from '../../runner/load/package-root.ts';
import type { CommandContext } from '../command-context.ts';
import { type Explanation, explainRule } from '../explain/explain-rule.ts';
import { renderExplanation } from '../explain/render-explanation.ts';
import { type Catalogue, type CatalogueArguments, loadCatalogues } from '../list/load-catalogues.ts';
import { mutantsOf } from '../list/mutants-of.ts';
import { detectStyle } from '../output/detect-style.ts';

export interface ExplainArguments extends CatalogueArguments {
  readonly json?: boolean;
}

/** `explain`: all that is known about the rules asked for. */
export async function explainCommand(
  ids: readonly string[],
  given: ExplainArguments,
  context: CommandContext,
): Promise<number> {
  const catalogues = await loadCatalogues(given, context);
  const explained: Explanation[] = [];
  for (const id of ids) {
    const { rule, catalogue } = findRule(id, catalogues);
    const dictionary = await loadDictionary(catalogue.spec.id);
    // What was proven says more than what is declared, and spares loading the core.
    const mutants = dictionary === undefined ? await mutantsOf(catalogue.spec.id) : [];
    explained.push(explainRule(rule, catalogue, mutants, dictionary, (file) => suiteText(file, context.cwd)));
  }
  if (given.json) {
    context.stdout.write(`${JSON.stringify(explained, null, 2)}\n`);
    return 0;
  }
  const style = detectStyle(context.stdout, context.env, { verbose: true, policy: defaultPolicy });
  const text = explained.map((rule) => renderExplanation(rule, style).join('\n')).join('\n\n');
  context.stdout.write(`${text}\n`);
  return 0;
}

/** A suite of the package's own or of the user's; undefined: it is gone. */
function suiteText(file: string, cwd: string): string | undefined {
  const path = [packageRoot(), cwd].map((folder) => resolve(folder, file)).find((one) => existsSync(one));
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}

function findRule(
  id: string,
  catalogues: readonly Catalogue[],
): { readonly rule: Rule; readonly catalogue: Catalogue } {
  for (const catalogue of catalogues) {
    const rule = catalogue.spec.rules.find((known) => known.id.toLowerCase() === id.toLowerCase());
    if (rule) return { rule, catalogue };
  }
  const near = nearestName(
    id,
    catalogues.flatMap(({ spec }) => spec.rules.map((rule) => rule.id)),
  );
  throw new UsageError(`no rule is called "${id}"`, near === undefined ? 'see: list rules' : `did you mean "${near}"?`);
}
