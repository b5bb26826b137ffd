// npm run build: dist/ with the bundled programs and libraries (*.js), their types (types/) and the parsed suites (catalogue/).
// With --no-types (npm run build:fast) the types, which take most of the time, are left out: enough to try a change.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './build/bundle.mjs';
import { hashLoader } from './build/hash-loader.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const internals = join(root, '.conformance', 'internals');
rmSync(dist, { recursive: true, force: true });

const loader = hashLoader(root);
const [typed] = await Promise.all([
  process.argv.includes('--no-types') ? true : buildTypes(),
  bundle({
    root,
    folder: dist,
    loader,
    input: {
      main: 'cli/main.ts',
      'bundled-server-process': 'cli/run/bundled-server-process.ts',
      'prove-thread': 'proof/prove/prove-thread.ts',
      index: 'index.ts',
      'mock-server': 'mock-server/index.ts',
      msw: 'mock-server/msw/index.ts',
      vitest: 'proof/client/vitest/index.ts',
    },
  }),
  bundle({ root, folder: internals, loader, input: { internals: 'scripts/build/internals.ts' } }),
]);
// npm does this when it links the command, but not when it is built again afterwards.
chmodSync(join(dist, 'main.js'), 0o755);

const { compileCatalogues, compileValidators } = await import(pathToFileURL(join(internals, 'internals.js')).href);
await compileValidators(root);
const compiled = await compileCatalogues(root, (text) => process.stderr.write(text));
process.exitCode = typed && compiled ? 0 : 1;

/** Writes dist/types; false when the types do not fit. */
async function buildTypes() {
  const tsc = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
  const types = spawn(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
  const [code] = await once(types, 'exit');
  return code === 0;
}
