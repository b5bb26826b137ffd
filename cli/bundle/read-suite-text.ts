import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { packageRoot } from '../../runner/load/package-root.ts';

/** The text of a suite's file, as suites name theirs: of the package, or of the user's; undefined: it is not there any more. */
export async function readSuiteText(file: string, cwd: string): Promise<string | undefined> {
  const own = isAbsolute(file) || /^\.{1,2}(?:\/|$)/.test(file);
  const path = own ? (isAbsolute(file) ? file : join(cwd, file)) : join(packageRoot(), file);
  return readFile(path, 'utf8').catch(() => undefined);
}
