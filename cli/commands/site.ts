import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { renderSite } from '../../reporters/site/render-site.tsx';
import { plural } from '../../reporters/text/plural.ts';
import { packageRoot } from '../../runner/load/package-root.ts';
import type { CommandContext } from '../command-context.ts';
import { type CatalogueArguments, loadCatalogues } from '../list/load-catalogues.ts';
import { collectSite } from '../site/collect-site.ts';
import { readResults } from '../site/read-results.ts';

export interface SiteArguments extends CatalogueArguments {
  readonly out: string;
  readonly results?: readonly string[];
  readonly all?: boolean;
}

/** Bugs of a rule that are shown at work, without --all. */
const usualBugs = 3;
/** Says that a folder was written by this command, and may be written anew. */
const marker = '.conformance-site';

/** `site`: writes the catalogue as static pages. */
export async function siteCommand(given: SiteArguments, context: CommandContext): Promise<number> {
  const started = performance.now();
  const folder = resolve(context.cwd, given.out);
  await prepareFolder(folder);
  const kept = join(packageRoot(), 'results');
  const paths = given.results?.map((path) => resolve(context.cwd, path)) ?? (existsSync(kept) ? [kept] : []);
  const results = readResults(paths);
  const catalogues = await loadCatalogues(given, context);
  const mostBugs = given.all ? Number.POSITIVE_INFINITY : usualBugs;
  const site = await collectSite({ catalogues, results, mostBugs }, context);
  let pages = 0;
  let bytes = 0;
  for (const [path, text] of renderSite(site)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    pages++;
    bytes += Buffer.byteLength(text);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  context.stdout.write(
    `${plural(pages, 'file')}, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds} s: ${join(folder, 'index.html')}\n`,
  );
  if (!site.hasRecordings && given.protocol === undefined)
    context.stdout.write(
      'Without what real systems answered: recordings are in the repository of this tool, not in its package.\n',
    );
  return 0;
}

/** An empty folder, or one that this command wrote before, which is emptied. @throws {UsageError} for any other. */
async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const there = await readdir(folder);
    if (there.length > 0 && !there.includes(marker))
      throw new UsageError(`${folder} is not empty, and holds no site`, '--out wants a folder of its own');
    for (const name of there) if (name !== marker) await rm(join(folder, name), { recursive: true });
    await writeFile(join(folder, marker), 'Written by conformance site, which replaces all that is in this folder.\n');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
