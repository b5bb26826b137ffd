import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { catalogueKey, type LoadedProtocol, loaderVersion, readCompiled, writeCompiled } from './compiled-catalogue.ts';
import type { ProtocolFiles } from './find-files.ts';
import type { InputFile } from './input/input-file.ts';

/** Where a protocol with a user's suites is kept compiled, and what it must have been made of. */
export interface CachePlace {
  readonly path: string;
  readonly key: string;
}

/** The one place for these folders, so that editing a suite replaces what was kept; undefined when nothing is kept. */
export function cachePlace(
  cache: string | undefined,
  files: ProtocolFiles,
  suiteDirs: readonly string[],
  foreign: readonly InputFile[],
): CachePlace | undefined {
  const version = loaderVersion();
  if (cache === undefined || version === undefined) return undefined;
  const place = createHash('sha256').update(suiteDirs.join('\0')).digest('hex').slice(0, 16);
  return { path: join(cache, `${files.id}-${place}.json`), key: catalogueKey(files, version, foreign) };
}

/** What was kept, when it is whole and still true. */
export function readCache({ path, key }: CachePlace): LoadedProtocol | undefined {
  try {
    return readCompiled(path, key);
  } catch {
    return undefined;
  }
}

/** Keeps it for the next run, if that can be done, and sweeps out what is old: a run does not depend on it. */
export async function writeCache({ path, key }: CachePlace, loaded: LoadedProtocol): Promise<void> {
  const written = await writeCompiled(path, key, loaded).then(
    () => true,
    () => false,
  );
  if (!written) return;
  const { sweepCache } = await import('./sweep-cache.ts');
  await sweepCache(dirname(path), path);
}
