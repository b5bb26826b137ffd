import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** Loaded where they are installed: big, and needed by few commands, or the user's own. */
const external = [/^node:/, /^ajv\//, /^@hapi\//, /^msw(\/|$)/];

/** A run against a URL reads a handful of files, and the server only one of them; all else is split by what needs it. */
const groups = [
  { name: 'core', test: /[\\/](core[\\/][^\\/]+|cli[\\/]run[\\/]tune-engine)\.ts$/, priority: 2 },
  { name: 'run', test: /[\\/]cli[\\/](run-program|commands[\\/]run|run[\\/]plan-url-target)\.ts$/, priority: 1 },
];

/** Bundles entries with what they share and the libraries they use, each into `folder`, with the licences of those libraries. */
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
  writeFileSync(join(folder, 'LICENSES.md'), licences(output.flatMap(({ moduleIds }) => moduleIds ?? [])));
}

function licences(modules) {
  const packages = new Map();
  for (const id of modules) {
    const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
    if (folder === undefined || packages.has(folder)) continue;
    const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? `By ${author?.name ?? author}.` : readFileSync(join(folder, file), 'utf8').trim();
    packages.set(folder, `## ${name} ${version} (${license})\n\n${text}\n`);
  }
  return ['# Libraries in this bundle\n', ...[...packages.values()].sort()].join('\n');
}
