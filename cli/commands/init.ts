import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import type { CommandContext } from '../command-context.ts';
import { askMissing } from '../init/ask-missing.ts';
import { chooseCandidate, whyNone } from '../init/choose-candidate.ts';
import { fileFor } from '../init/file-for.ts';
import type { InitArguments } from '../init/init-arguments.ts';
import { lookAtCandidates } from '../init/look-at-candidates.ts';
import { tellWritten } from '../init/tell-written.ts';
import { usualFile } from '../run/plan-run.ts';

/**
 * `init`: asks an API what it is and what it calls things, by reading alone, and writes a target file.
 * @throws {UsageError | InputError} for options that make no sense, and a file that is there.
 */
export async function initCommand(given: InitArguments, context: CommandContext): Promise<number> {
  const file = resolve(context.cwd, given.config ?? usualFile);
  const shown = relative(context.cwd, file) || file;
  if (existsSync(file) && !given.force) throw new UsageError(`${shown} is there already`, '--force writes over it');
  if (given.set !== undefined && given.protocol === undefined)
    throw new UsageError('--set needs --protocol', 'a binding belongs to a protocol');
  const asked = await askMissing(given, context);
  const abort = new AbortController();
  const forget = context.onInterrupt(() => abort.abort());
  try {
    const seen = await lookAtCandidates(given, asked, context, abort.signal);
    if (abort.signal.aborted) return 130;
    if ('away' in seen) {
      context.stderr.write(`error: ${neutralizeLine(seen.away)}\n`);
      return 3;
    }
    const chosen = await chooseCandidate(seen.candidates, context);
    if (chosen === undefined) {
      context.stderr.write(`error: ${neutralizeLine(whyNone(seen.candidates, asked.target))}\n`);
      return 3;
    }
    const text = await fileFor(chosen, given, asked, { file, cwd: context.cwd });
    await writeNew(file, shown, text, given.force ?? false);
    context.stdout.write(tellWritten(chosen, shown, given));
    return 0;
  } finally {
    forget();
  }
}

/** Writes it; unless it may write over one, only where there is none. */
async function writeNew(file: string, shown: string, text: string, force: boolean): Promise<void> {
  if (force) return writeFileAtomically(file, text);
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new UsageError(`${shown} is there already`, '--force writes over it');
    throw new UsageError(`${shown} cannot be written: ${(error as Error).message}`);
  }
}
