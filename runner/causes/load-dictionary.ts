import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultDictionary } from '../../core/fault-dictionary.ts';
import { packageRoot } from '../load/package-root.ts';
import { decodeDictionary } from './dictionary-file.ts';

/** The dictionary of a protocol; undefined when nothing was proven about it, as with a protocol of the user's own. */
export async function loadDictionary(
  protocol: string,
  root: string = packageRoot(),
): Promise<FaultDictionary | undefined> {
  const text = await readFile(join(root, 'spec', protocol, 'proof.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : decodeDictionary(text);
}
