import { UsageError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { defaultPolicy } from '../../reporters/policy.ts';
import { rulePage } from '../../reporters/view/rule-page.ts';
import type { CommandContext } from '../command-context.ts';
import { explainIn, findRule } from '../explain/explain-in.ts';
import type { Explanation } from '../explain/explain-rule.ts';
import { renderExplanation } from '../explain/render-explanation.ts';
import { type CatalogueArguments, loadCatalogues } from '../list/load-catalogues.ts';
import { detectStyle } from '../output/detect-style.ts';

export interface ExplainArguments extends CatalogueArguments {
  readonly json?: boolean;
  /** Address of a site of the catalogue. */
  readonly site?: string;
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
    const found = findRule(id, catalogues);
    if (!found) throw unknownRule(id, catalogues);
    explained.push(await explainIn(found.catalogue, found.rule, context.cwd));
  }
  if (given.json) {
    context.stdout.write(`${JSON.stringify(explained, null, 2)}\n`);
    return 0;
  }
  const style = detectStyle(context.stdout, context.env, { verbose: true, policy: defaultPolicy });
  const text = explained
    .map((rule) => {
      const page = rulePage(given.site, rule.protocol, rule.id);
      return [...renderExplanation(rule, style), ...(page === undefined ? [] : ['', `page ${page}`])].join('\n');
    })
    .join('\n\n');
  context.stdout.write(`${text}\n`);
  return 0;
}

function unknownRule(id: string, catalogues: Parameters<typeof findRule>[1]): UsageError {
  const known = catalogues.flatMap(({ spec }) => spec.rules.map((rule) => rule.id));
  const near = nearestName(id, known);
  return new UsageError(
    `no rule is called "${id}"`,
    near === undefined ? 'see: list rules' : `did you mean "${near}"?`,
  );
}
