import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Policy } from '../../reporters/policy.ts';
import { plural } from '../../reporters/text/plural.ts';
import { loadBaseline } from '../../runner/load/load-baseline.ts';
import type { Baseline } from '../../runner/options.ts';
import type { JudgedRun } from '../../runner/run.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import { editBaseline } from './edit-baseline.ts';
import { type BaselineChanges, findBaselineChanges, whatKeepsFromZero } from './find-baseline-changes.ts';
import { setHides } from './set-hides.ts';

const empty = `# Known failures: they do not fail the run. An entry that passes, matches nothing or has expired does, and so does what is
# hidden and not named.
known-failures: []
`;

/** Reasons that are told before "and 5 more". */
const mostReasons = 10;

/**
 * Writes to the baseline what the run found, and says what still keeps the gate from 0. Gives the exit code that the same run
 * has with the new file. An interrupted run changes nothing.
 */
export async function updateBaselineFile(
  baseline: Baseline,
  run: JudgedRun,
  policy: Policy,
  context: CommandContext,
): Promise<number> {
  if (run.report.interrupted) return run.report.exitCode;
  const { file } = baseline;
  const changes = findBaselineChanges(run, baseline, policy);
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  const edited = setHides(editBaseline(text, changes.remove, changes.add, empty), changes.hides);
  if (edited !== text) await writeFileAtomically(file, edited);
  const report = run.with(existsSync(file) ? await loadBaseline(file) : { file, entries: [] });
  context.stderr.write(`${file}: ${told(changes)}\n`);
  const reasons = report.exitCode === 0 ? [] : whatKeepsFromZero(report, policy);
  const more = reasons.length > mostReasons ? [`and ${reasons.length - mostReasons} more`] : [];
  context.stderr.write(
    report.exitCode === 0
      ? 'With it the gate ends in 0.\n'
      : `With it the gate still ends in ${report.exitCode}:\n${[...reasons.slice(0, mostReasons), ...more].map((line) => `  - ${line}\n`).join('')}`,
  );
  return report.exitCode;
}

function told({ add, remove, hides, expired }: BaselineChanges): string {
  const named = [...add, ...hides].reduce((sum, entry) => sum + (entry.hides?.length ?? 0), 0);
  return [
    plural(add.length, 'entry added', 'entries added'),
    `${remove.length} taken out`,
    ...(named === 0 ? [] : [`${plural(named, 'scenario')} named as hidden`]),
    ...(expired.length === 0 ? [] : [`renew or take out by hand: ${expired.join(', ')}`]),
  ].join(', ');
}
