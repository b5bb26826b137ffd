import type { Report } from '../../core/report.ts';
import { formats, type RenderOptions } from '../../reporters/formats.ts';
import { checkWritable, writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import type { ReporterChoice } from './parse-reporters.ts';

/**
 * Writes the report in every format that was asked for. All are tried, even when one cannot be written.
 * @throws {UsageError} for the first file that could not be written.
 */
export async function writeReports(
  report: Report,
  { stdout, files }: ReporterChoice,
  options: RenderOptions,
  context: CommandContext,
): Promise<void> {
  if (stdout !== 'console') context.stdout.write(await render(stdout, report, options));
  const results = await Promise.allSettled(
    files.map(async ({ format, file }) => writeFileAtomically(file, await render(format, report, options))),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Writes what the targets chose where their protocols leave room; there is nothing to choose in a report that has none. */
export async function writeObserved(report: Report, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const { renderObserved } = await import('../../reporters/observed/render-observed.ts');
  await writeFileAtomically(file, renderObserved(report));
}

/**
 * Finds out before a long run whether its reports can be written.
 * @throws {UsageError} for the first file that cannot.
 */
export async function checkReports({ files }: ReporterChoice, observe?: string): Promise<void> {
  for (const { file } of files) await checkWritable(file);
  if (observe !== undefined) await checkWritable(observe);
}

async function render(format: string, report: Report, options: RenderOptions): Promise<string> {
  const load = formats[format];
  if (!load) throw new Error(`there is no format ${format}`);
  return (await load())(report, options);
}
