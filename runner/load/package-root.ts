import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds spec/ and suites/: the package, whether this runs from its sources or from dist/. */
export function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'spec', 'schema')) && existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`no folder above ${start} holds the package`);
}
