import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueKey, compiledPath, loaderVersion, writeCompiled } from './compiled-catalogue.ts';
import { protocolFiles } from './find-files.ts';
import { listProtocols } from './list-protocols.ts';
import { parseProtocol } from './parse-protocol.ts';
import { renderDiagnostics } from './render-diagnostics.ts';

/**
 * Last part of the build: the parsed, validated catalogue and suites of every protocol, in dist/catalogue/. A run reads
 * them instead of YAML as long as the files they were made of have not changed.
 * @param root folder with spec/, suites/ and dist/.
 * @param complain is told the faults of the YAML, with code frames.
 * @returns whether all could be compiled.
 */
export async function compileCatalogues(root: string, complain: (text: string) => void): Promise<boolean> {
  const version = loaderVersion();
  if (version === undefined) throw new Error('only a build knows the version of its loader');
  let sound = true;
  for (const id of await listProtocols(root)) {
    const files = protocolFiles(root, id);
    const { spec, suites, diagnostics } = await parseProtocol(files);
    if (!spec || diagnostics.some(({ severity }) => severity === 'error')) {
      complain(renderDiagnostics(diagnostics, (name) => readFileSync(join(root, name), 'utf8')));
      sound = false;
    } else await writeCompiled(compiledPath(root, id), catalogueKey(files, version), { spec, suites });
  }
  return sound;
}
