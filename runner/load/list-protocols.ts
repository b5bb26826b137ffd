import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** Ids of the protocols under a root: the folders of spec/ that hold a protocol.yaml, sorted. */
export async function listProtocols(root: string = packageRoot()): Promise<string[]> {
  const spec = join(root, 'spec');
  if (!existsSync(spec)) return [];
  const names = await readdir(spec);
  return names.filter((name) => existsSync(join(spec, name, 'protocol.yaml'))).sort();
}
