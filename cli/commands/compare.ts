import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { compareReports } from '../../reporters/compare/compare-reports.ts';
import { renderComparison } from '../../reporters/compare/render-comparison.ts';
import { decides } from '../../runner/judge/verdict/run-verdict.ts';
import { loadReport } from '../../runner/load/load-report.ts';
import type { CommandContext } from '../command-context.ts';
import { detectStyle } from '../output/detect-style.ts';

/** Options of `compare` as commander gives them. */
export interface CompareArguments {
  readonly strict?: boolean;
  readonly provisional?: boolean;
  readonly json?: boolean;
}

/**
 * `compare`: what became of each rule in several reports. Ends with 1 when a rule that decides is worse in the last than in the first.
 * @throws {UsageError} for fewer than two reports. @throws {InputError} for files that are no reports.
 */
export async function compareCommand(
  files: readonly string[],
  given: CompareArguments,
  context: CommandContext,
): Promise<number> {
  if (files.length < 2)
    throw new UsageError('compare needs at least two reports', 'run --reporter json=FILE writes one');
  const policy = { strict: given.strict ?? false, provisional: given.provisional ?? false };
  const reports = await Promise.all(files.map((file) => loadReport(resolve(context.cwd, file))));
  const comparison = compareReports(reports, (rule) => decides(rule, policy));
  if (given.json) context.stdout.write(`${JSON.stringify({ reports: files, ...comparison }, undefined, 2)}\n`);
  else {
    const style = detectStyle(context.stdout, context.env, { verbose: false, policy });
    context.stdout.write(`${renderComparison(comparison, files, style).join('\n')}\n`);
  }
  return comparison.differences.some((one) => one.change === 'regression' && one.decides) ? 1 : 0;
}
