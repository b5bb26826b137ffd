import { InputError, UsageError } from '../../core/errors.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import { catalogueKey, compiledPath, type LoadedProtocol, loaderVersion, readCompiled } from './compiled-catalogue.ts';
import { foreignFiles, isProtocolPath, type ProtocolFiles, protocolFiles } from './find-files.ts';
import { suggest } from './input/suggest.ts';
import { listProtocols } from './list-protocols.ts';
import { packageRoot } from './package-root.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';
import { cachePlace, readCache, writeCache } from './suite-cache.ts';

export type { LoadedProtocol } from './compiled-catalogue.ts';

export interface LoadOptions {
  /** Folder with spec/ and suites/; default: this package. */
  readonly root?: string;
  /** Files and folders with further rules, suites, fixtures and invariants of the protocol. */
  readonly suiteDirs?: readonly string[];
  /** Folder in which compiled suites of `suiteDirs` are kept; default: none are. */
  readonly cache?: string | undefined;
}

/**
 * The catalogue and the suites of a protocol: compiled if the build (or, with suites of the user's, the cache) has them
 * and no file has changed, else from YAML.
 * @param id of a protocol under the root; or the path of a folder that holds one of the user's own.
 * @throws {InputError} with all faults of all files. @throws {UsageError} when there is no such protocol.
 */
export async function loadProtocol(
  id: string,
  { root = packageRoot(), suiteDirs = [], cache }: LoadOptions = {},
): Promise<LoadedProtocol> {
  const files = protocolFiles(root, id);
  if (!files.spec.some(({ path }) => path === 'protocol.yaml')) {
    if (isProtocolPath(id)) throw new UsageError(`${id} holds no protocol`, 'it needs spec/protocol.yaml');
    throw new UsageError(`there is no protocol "${id}"`, suggest(id, await listProtocols(root)));
  }
  await refuseKnownId(files, root);
  const diagnostics: Diagnostic[] = [];
  const foreign = suiteDirs.flatMap(foreignFiles);
  const places = files.own === undefined ? suiteDirs : [files.own, ...suiteDirs];
  const kept = places.length === 0 ? undefined : cachePlace(cache, files, places, foreign);
  const known = kept && readCache(kept);
  if (known) return known;
  let loaded = await loadBuiltIn(root, files, diagnostics);
  if (loaded && suiteDirs.length > 0) {
    const { parseForeign } = await import('./parse-foreign.ts');
    loaded = await parseForeign(foreign, loaded, files, root, diagnostics);
  }
  if (!loaded || diagnostics.some(({ severity }) => severity === 'error'))
    throw new InputError(sortDiagnostics(diagnostics));
  if (kept && diagnostics.length === 0) await writeCache(kept, loaded);
  return loaded;
}

async function loadBuiltIn(
  root: string,
  files: ProtocolFiles,
  diagnostics: Diagnostic[],
): Promise<LoadedProtocol | undefined> {
  const version = loaderVersion();
  const compiled =
    version === undefined || files.own !== undefined
      ? undefined
      : readCompiled(compiledPath(root, files.id), catalogueKey(files, version));
  if (compiled) return compiled;
  const { parseProtocol } = await import('./parse-protocol.ts');
  const parsed = await parseProtocol(files);
  diagnostics.push(...parsed.diagnostics);
  return parsed.spec && { spec: parsed.spec, suites: parsed.suites };
}

/** A protocol of the user's own has a name of its own, so that reports and selections mean one thing. */
async function refuseKnownId({ id, own }: ProtocolFiles, root: string): Promise<void> {
  if (own !== undefined && (await listProtocols(root)).includes(id))
    throw new UsageError(`${own} calls itself "${id}", as a protocol of this package is called`, 'give it another id');
}
