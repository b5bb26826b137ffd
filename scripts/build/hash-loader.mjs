import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Hash of the code that makes suites of YAML: what one version compiled, another does not read. */
export function hashLoader(root) {
  const hash = createHash('sha256');
  for (const folder of ['core', 'runner/load', 'runner/matchers']) {
    const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
    for (const path of paths.sort())
      hash.update(`\0${folder}/${path}\0`).update(readFileSync(join(root, folder, path)));
  }
  hash.update(readFileSync(join(root, 'node_modules/yaml/package.json')));
  return hash.digest('hex');
}
