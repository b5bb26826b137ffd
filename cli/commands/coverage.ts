import { defaultPolicy } from '../../reporters/policy.ts';
import type { CommandContext } from '../command-context.ts';
import { findCoverage, gapsOf } from '../coverage/find-coverage.ts';
import { renderCoverage } from '../coverage/render-coverage.ts';
import { renderFormsPage } from '../coverage/render-forms-page.ts';
import { type CatalogueArguments, loadCatalogues } from '../list/load-catalogues.ts';
import { mutantsOf } from '../list/mutants-of.ts';
import { detectStyle } from '../output/detect-style.ts';

export interface CoverageArguments extends CatalogueArguments {
  readonly json?: boolean;
  /** Print the page about forms of write. */
  readonly matrix?: boolean;
}

/** `coverage`: every statement of the sources, and what became of it; 1 when something is missing. */
export async function coverageCommand(given: CoverageArguments, context: CommandContext): Promise<number> {
  const catalogues = await loadCatalogues(given, context);
  const all = await Promise.all(
    catalogues.map(async (catalogue) => findCoverage(catalogue, await mutantsOf(catalogue.spec.id))),
  );
  if (given.json) context.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  else if (given.matrix) context.stdout.write(renderFormsPage(all));
  else {
    const style = detectStyle(context.stdout, context.env, { verbose: false, policy: defaultPolicy });
    context.stdout.write(`${all.map((coverage) => renderCoverage(coverage, style).join('\n')).join('\n\n')}\n`);
  }
  return all.some((coverage) => gapsOf(coverage).length > 0) ? 1 : 0;
}
