import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is kept in the cache and not written again for this long is taken out. */
const longestMs = 30 * 24 * 60 * 60 * 1000;
/** Of more than so many the oldest go. */
const most = 64;
/** Only what this program can have written: "dab-0123456789abcdef.json", and what an interrupted write left of it. */
const ours = /^\.?[a-z][a-z0-9-]*-[0-9a-f]{16}\.json(?:\.[^/]+)?$/;

/**
 * Takes old entries out of the suite cache. Other files are left alone, and so is what cannot be removed: nothing depends
 * on it.
 * @param kept path of the entry that was just written.
 */
export async function sweepCache(folder: string, kept: string, now: number = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const entries = await Promise.all(
    names
      .filter((name) => ours.test(name))
      .map(async (name) => {
        const path = join(folder, name);
        return {
          path,
          writtenMs: await stat(path).then(
            ({ mtimeMs }) => mtimeMs,
            () => undefined,
          ),
        };
      }),
  );
  const known = entries
    .flatMap(({ path, writtenMs }) => (writtenMs === undefined || path === kept ? [] : [{ path, writtenMs }]))
    .sort((a, b) => b.writtenMs - a.writtenMs);
  const gone = known.filter(({ writtenMs }, index) => now - writtenMs > longestMs || index >= most - 1);
  await Promise.all(gone.map(({ path }) => rm(path, { force: true }).catch(() => undefined)));
}
