import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The installed packages that modules come from, each once, by name: what its package.json says, and the text of its licence. */
export function listPackages(modules) {
  const packages = new Map();
  for (const id of modules) {
    const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
    if (folder !== undefined && !packages.has(folder)) packages.set(folder, readPackage(folder));
  }
  return [...packages.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** One package, by the folder it is installed in; undefined: it is not. */
export function readPackage(folder) {
  if (!existsSync(join(folder, 'package.json'))) return undefined;
  const { name, version, license, author, description } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `By ${author?.name ?? author}.` : readFileSync(join(folder, file), 'utf8').trim();
  return { name, version, license, description, text };
}
