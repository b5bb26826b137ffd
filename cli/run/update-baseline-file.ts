import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Report } from '../../core/report.ts';
import { plural } from '../../reporters/console/plural.ts';
import type { Policy } from '../../reporters/policy.ts';
import type { Baseline } from '../../runner/options.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import { editBaseline } from './edit-baseline.ts';
import { findBaselineChanges } from './find-baseline-changes.ts';

const empty = `# Known failures: they do not fail the run. An entry that passes, matches nothing or has expired does.
known-failures: []
`;

/**
 * Writes to the baseline what the run found. Gives the exit code: what made the run fail is known now, so 0 instead of
 * 1, unless an entry has expired. An interrupted run changes nothing.
 */
export async function updateBaselineFile(
  baseline: Baseline,
  report: Report,
  policy: Policy,
  context: CommandContext,
): Promise<number> {
  if (report.interrupted) return report.exitCode;
  const { file } = baseline;
  const { add, remove, expired } = findBaselineChanges(report, baseline, policy, report.startedAt.slice(0, 10));
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  const edited = editBaseline(text, remove, add, empty);
  if (edited !== text) await writeFileAtomically(file, edited);
  const renewed = expired.length === 0 ? '' : `; renew or take out by hand: ${expired.join(', ')}`;
  context.stderr.write(
    `${file}: ${plural(add.length, 'entry added', 'entries added')}, ${remove.length} taken out${renewed}\n`,
  );
  return report.exitCode === 1 && expired.length === 0 ? 0 : report.exitCode;
}
