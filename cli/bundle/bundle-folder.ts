import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { writeFileAtomically } from '../../runner/write-file-atomically.ts';
import { type BundleIndex, indexFile } from './bundle-record.ts';

/**
 * Finds out before a run whether its bundles can be written: to a folder that is empty, is not there, or holds bundles of an earlier run, which are
 * replaced.
 * @throws {UsageError} when they cannot.
 */
export async function checkBundleFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const there = await readdir(folder);
    if (there.length > 0 && !there.includes(indexFile))
      throw new UsageError(`${folder} is not empty, and holds no bundles`, '--bundle wants a folder of its own');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  // Still those of before, so that a run which is ended early loses track of none.
  await writeIndex(folder, await foldersOf(folder));
}

/** Writes which folders hold bundles. */
export async function writeIndex(folder: string, folders: readonly string[]): Promise<void> {
  const index: BundleIndex = { format: 1, folders };
  await writeFileAtomically(join(folder, indexFile), `${JSON.stringify(index, undefined, 2)}\n`);
}

/** The folders that an index names. */
export async function foldersOf(folder: string): Promise<readonly string[]> {
  const file = join(folder, indexFile);
  if (!existsSync(file)) return [];
  try {
    const { folders } = JSON.parse(await readFile(file, 'utf8')) as Partial<BundleIndex>;
    // Nothing outside of the folder is ever removed, whatever the file says.
    return Array.isArray(folders)
      ? folders.filter((name) => typeof name === 'string' && /^[a-z0-9][\w.-]*$/i.test(name))
      : [];
  } catch {
    return [];
  }
}
