import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { FreeMember, LawfulChanges } from './explain-unnoticed.ts';

/** What a protocol lets stay unnoticed. */
interface Unnoticed {
  readonly unnoticed: readonly LawfulChanges[];
  readonly free: readonly FreeMember[];
  /** Parts of a protocol that are no more than recommended, where a rule that warns is enough. */
  readonly recommended: readonly LawfulChanges[];
  /** Why a rule that only warns is enough to notice a change; undefined: it is not. */
  readonly warned?: string;
}

/** Reads spec/<id>/unnoticed.yaml of the repository; nothing where there is no such file. The package does not carry it. */
export function loadLawfulChanges(root: string, protocol: string): Unnoticed {
  const path = join(root, 'spec', protocol, 'unnoticed.yaml');
  const none: Unnoticed = { unnoticed: [], free: [], recommended: [] };
  return existsSync(path) ? { ...none, ...(parse(readFileSync(path, 'utf8')) as Partial<Unnoticed>) } : none;
}
