import { InputError } from '../../core/errors.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import { parseInput } from '../../runner/load/input/input-file.ts';
import { readTargets } from '../../runner/load/load-target-file.ts';
import { packageRoot } from '../../runner/load/package-root.ts';

/** Reads a target file before it is there. @throws {InputError} when it could not be used. */
export async function checkTargetFile(file: string, text: string): Promise<void> {
  const name = file.replaceAll('\\', '/');
  const diagnostics: Diagnostic[] = [];
  const content = { bytes: new TextEncoder().encode(text) };
  const parsed = await parseInput({ name, path: name, content }, diagnostics);
  if (parsed) await readTargets(parsed, packageRoot());
  if (diagnostics.length > 0) throw new InputError(diagnostics);
}
