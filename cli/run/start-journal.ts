import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { type JournalFile, openJournal } from '../../runner/journal/open-journal.ts';
import type { TargetPlan } from '../../runner/options.ts';
import { runMarker } from '../../runner/values/run-marker.ts';
import type { CommandContext } from '../command-context.ts';

/**
 * Starts the journal of a run: in the file of --journal, else in the folder for journals. A bundled server ends with the run and needs none.
 * Without a place to write to there is none, and a warning.
 * @throws {UsageError} when the file of --journal cannot be made.
 */
export function startJournal(
  targets: readonly TargetPlan[],
  given: { readonly journal?: string | false },
  { cwd, journals, stderr }: CommandContext,
): JournalFile | undefined {
  if (given.journal === false || targets.every(({ bundled }) => bundled)) return undefined;
  if (given.journal !== undefined) return openJournal(resolve(cwd, given.journal));
  if (journals === undefined) return undefined;
  const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}.jsonl`;
  try {
    return openJournal(join(journals, name));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`warning: ${error.message}; if this run is killed, nothing will name the rows that it leaves\n`);
    return undefined;
  }
}

/** Ends it: removes it, or says where it is, because something may be left, or was to be. */
export function endJournal(
  journal: JournalFile | undefined,
  { keep = false, seed }: { readonly keep?: boolean; readonly seed: string },
  { stderr }: CommandContext,
): void {
  const left = journal?.close() ?? 0;
  if (left === 0) return;
  const known = `Texts in them begin with ${runMarker(seed)}.`;
  if (keep) {
    const kept = left === 1 ? 'One thing that was made is' : `${left} things that were made are`;
    stderr.write(
      `\n${kept} kept on the target. ${known} To remove them: conformance cleanup --journal ${journal?.file}\n`,
    );
    return;
  }
  const what = left === 1 ? 'One thing that was made may be left' : `${left} things that were made may be left`;
  stderr.write(`\n${what} on the target. ${known} To try again: conformance cleanup --journal ${journal?.file}\n`);
}
