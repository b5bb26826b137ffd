import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { type JournalReading, readJournal } from '../../runner/journal/read-journal.ts';
import type { CleanupArguments } from '../cleanup/cleanup-arguments.ts';
import { type CleanupAccess, planAccess } from '../cleanup/plan-access.ts';
import { type Undone, undoEntry } from '../cleanup/undo-entry.ts';
import type { CommandContext } from '../command-context.ts';

/**
 * `cleanup`: undoes what runs that were killed have left, as their journals say. Ends with 0 when nothing is left, 1 when something is or may be, 3 when a
 * target did not answer.
 * @throws {UsageError} for a journal that is none, or that belongs to a run which is under way.
 */
export async function cleanupCommand(given: CleanupArguments, context: CommandContext): Promise<number> {
  const files = given.journal === undefined ? journalsIn(context.journals) : [resolve(context.cwd, given.journal)];
  if (files.length === 0) context.stdout.write('Nothing to clean up: there is no journal.\n');
  const access = await planAccess(given, context);
  let worst = 0;
  try {
    for (const file of files) {
      const reading = readJournal(file);
      const underWay = isUnderWay(reading);
      if (underWay && given.journal !== undefined)
        throw new UsageError(
          `the run of ${file} is under way (process ${reading.pid})`,
          'it cleans up by itself when it is ended with Ctrl-C',
        );
      if (underWay) context.stdout.write(`${file}: its run is under way, left alone\n`);
      else worst = Math.max(worst, await cleanUp(file, reading, access, context));
    }
  } finally {
    await access.close();
  }
  return worst;
}

/** Undoes what one journal says, one after the other, the last first; removes it when nothing is left. */
async function cleanUp(
  file: string,
  { left }: JournalReading,
  access: CleanupAccess,
  { stdout }: CommandContext,
): Promise<number> {
  stdout.write(`${file}: ${left.length === 0 ? 'nothing is left' : `${left.length} entries`}\n`);
  const outcomes: Undone[] = [];
  for (const entry of left) {
    const undone = await undoEntry(entry, access);
    outcomes.push(undone);
    stdout.write(`  ${access.redact(undone.text)}\n`);
  }
  const count = (kind: Undone['kind']): number => outcomes.filter((one) => one.kind === kind).length;
  const open = count('left') + count('unanswered');
  if (left.length > 0)
    stdout.write(`${count('removed')} removed, ${count('gone')} not there any more, ${open} left or unknown\n`);
  if (open === 0) {
    await rm(file, { force: true });
    return 0;
  }
  return count('unanswered') > 0 ? 3 : 1;
}

function journalsIn(folder: string | undefined): readonly string[] {
  if (folder === undefined) return [];
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Is the process still there? A number that was given to this very process again is another run's. */
function isUnderWay({ pid, host }: JournalReading): boolean {
  if (host !== hostname() || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
