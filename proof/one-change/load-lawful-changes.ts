import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LawfulChanges } from './explain-unnoticed.ts';

/** Reads spec/<id>/unnoticed.yaml of the repository; none where there is no such file. The package does not carry it. */
export function loadLawfulChanges(root: string, protocol: string): readonly LawfulChanges[] {
  const path = join(root, 'spec', protocol, 'unnoticed.yaml');
  if (!existsSync(path)) return [];
  return (parse(readFileSync(path, 'utf8')) as { unnoticed: readonly LawfulChanges[] }).unnoticed;
}
