// Last part of the build: the parsed, validated catalogue and suites of every protocol, beside the code in
// dist/catalogue/. A run reads them instead of YAML as long as the files they were made of have not changed.
import { readFileSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderDiagnostics } from '../dist/runner/load/code-frame.js';
import { catalogueKey, compiledPath, loaderVersion, writeCompiled } from '../dist/runner/load/compiled-catalogue.js';
import { protocolFiles } from '../dist/runner/load/find-files.js';
import { listProtocols } from '../dist/runner/load/list-protocols.js';
import { parseProtocol } from '../dist/runner/load/parse-protocol.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const version = loaderVersion();

await rm(join(root, 'dist', 'catalogue'), { recursive: true, force: true });
await mkdir(join(root, 'dist', 'catalogue'), { recursive: true });
for (const id of await listProtocols(root)) {
  const files = protocolFiles(root, id);
  const { spec, suites, diagnostics } = await parseProtocol(files);
  if (!spec || diagnostics.some(({ severity }) => severity === 'error')) {
    process.stderr.write(renderDiagnostics(diagnostics, (name) => readFileSync(join(root, name), 'utf8')));
    process.exitCode = 1;
  } else await writeCompiled(compiledPath(root, id), catalogueKey(files, version), { spec, suites });
}

// npm does this when it links the command, but not when it is built again afterwards.
await chmod(join(root, 'dist', 'cli', 'main.js'), 0o755);
