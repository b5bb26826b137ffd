import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { billOfMaterials } from './bill-of-materials.mjs';
import { listPackages } from './list-packages.mjs';

/** Loaded where they are installed: big, and needed by few commands, or the user's own. */
const external = [/^node:/, /^ajv\//, /^@hapi\//, /^msw(\/|$)/, 'vitest'];

/** A run against a URL reads a handful of files, and the server only one of them; all else is split by what needs it. */
const groups = [
  { name: 'core', test: /[\\/](core[\\/][^\\/]+|cli[\\/]run[\\/]tune-engine)\.ts$/, priority: 2 },
  { name: 'run', test: /[\\/]cli[\\/](run-program|commands[\\/]run|run[\\/]plan-url-target)\.ts$/, priority: 1 },
];

/** Bundles entries with what they share and the libraries they use, each into `folder`, with the licences of those libraries and a bill of materials. */
export async function bundle({ root, folder, input, loader }) {
  const bundled = await rolldown({
    cwd: root,
    platform: 'node',
    external,
    input,
    transform: { define: { LOADER_VERSION: JSON.stringify(loader) } },
    onLog: (level, log, handle) => {
      if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level === 'warn' ? 'error' : level, log);
    },
  });
  // All in one folder, so that a module beside another is beside it when bundled, too.
  const { output } = await bundled.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name]-[hash].js',
    codeSplitting: { groups },
    comments: { legal: true, jsdoc: false, annotation: true },
  });
  await bundled.close();
  const packages = listPackages(output.flatMap(({ moduleIds }) => moduleIds ?? []));
  writeFileSync(join(folder, 'LICENSES.md'), licences(packages));
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(root, packages), null, 2)}\n`);
}

function licences(packages) {
  const texts = packages.map(({ name, version, license, text }) => `## ${name} ${version} (${license})\n\n${text}\n`);
  return ['# Libraries in this bundle\n', ...texts].join('\n');
}
