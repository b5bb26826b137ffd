import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { createConsoleReporter } from '../../reporters/console/create-console-reporter.ts';
import { loadReport } from '../../runner/load/load-report.ts';
import { mergeReports, type NamedReport } from '../../runner/merge/merge-reports.ts';
import type { CommandContext } from '../command-context.ts';
import { detectStyle } from '../output/detect-style.ts';
import { readSource } from '../output/read-source.ts';
import { parseReporters } from '../run/parse-reporters.ts';
import { checkReports, writeReports } from '../run/write-reports.ts';

/** Options of `merge` as commander gives them. */
export interface MergeArguments {
  readonly reporter?: readonly string[];
  readonly strict?: boolean;
  readonly provisional?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly site?: string;
}

/**
 * `merge`: puts the parts of a run together, reports them, and exits by the verdict on the whole.
 * @throws {UsageError} for reports that are no parts of one run. @throws {InputError} for files that are no reports.
 */
export async function mergeCommand(
  files: readonly string[],
  given: MergeArguments,
  context: CommandContext,
): Promise<number> {
  const policy = { strict: given.strict ?? false, provisional: given.provisional ?? false };
  const reporters = parseReporters(given.reporter ?? [], context.cwd);
  await checkReports(reporters);
  const [first, ...others] = await Promise.all(
    files.map(async (file): Promise<NamedReport> => ({ file, report: await loadReport(resolve(context.cwd, file)) })),
  );
  if (first === undefined) throw new UsageError('merge needs the reports of the parts');
  const report = mergeReports([first, ...others], policy);
  const output = reporters.stdout === 'console' ? context.stdout : context.stderr;
  const { verbose = false, quiet = false } = given;
  const style = detectStyle(output, context.env, { verbose, quiet, policy, readSource: readSource(context.cwd) });
  createConsoleReporter({ write: output.write, live: false, now: () => 0 }, style).onRunEnd?.(report);
  await writeReports(
    report,
    reporters,
    { policy, verbose, ...(given.site === undefined ? {} : { site: given.site }) },
    context,
  );
  return report.exitCode;
}
