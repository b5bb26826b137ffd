import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../core/errors.ts';

/**
 * Writes a file so that a reader sees the old text or the new one, never half of it. Makes the folders above it. A link
 * stays one, and what is no file (/dev/stderr, a pipe) is written to and not replaced.
 * @throws {UsageError} when the file cannot be written there.
 */
export async function writeFileAtomically(file: string, text: string): Promise<void> {
  await withDraft(file, async (place, draft) => {
    if (draft === undefined) return writeFile(place, text);
    await writeFile(draft, text);
    await rename(draft, place);
  });
}

/**
 * Finds out whether a file can be written, before there is anything to write. Makes the folders above it.
 * @throws {UsageError} when it cannot.
 */
export async function checkWritable(file: string): Promise<void> {
  await withDraft(file, async (_, draft) => {
    if (draft === undefined) return;
    await writeFile(draft, '');
    await rm(draft);
  });
}

/** Gives the real place of a file, and a name beside it for a draft, unless the place is no file. */
async function withDraft(
  file: string,
  act: (place: string, draft: string | undefined) => Promise<void>,
): Promise<void> {
  let draft: string | undefined;
  try {
    await makeFolder(dirname(file));
    const place = await realpath(file).catch(() => file);
    const status = await stat(place).catch(() => undefined);
    if (status?.isDirectory()) throw new Error('it is a folder');
    if (status === undefined || status.isFile()) draft = join(dirname(place), `.${basename(place)}.${randomUUID()}`);
    await act(place, draft);
  } catch (cause) {
    if (draft !== undefined) await rm(draft, { force: true }).catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${file} cannot be written: ${reason}`);
  }
}

/** Like mkdir -p. Node's own never ends where a folder is there, and nothing can be made in it (/proc). */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if ((await stat(folder).catch(() => undefined))?.isDirectory()) return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder) throw cause;
    await makeFolder(above);
    await mkdir(folder).catch(async (again: unknown) => {
      if (!(await stat(folder).catch(() => undefined))?.isDirectory()) throw again;
    });
  }
}
