import { resolve } from 'node:path';
import { plural } from '../../reporters/console/plural.ts';
import { lint } from '../../runner/load/lint.ts';
import type { CommandContext } from '../command-context.ts';
import { renderInput } from '../output/render-input-error.ts';

export interface LintArguments {
  readonly suites?: readonly string[];
}

/** `lint`: all faults of all files with code frames; 2 when one is an error. */
export async function lintCommand(
  files: readonly string[],
  given: LintArguments,
  context: CommandContext,
): Promise<number> {
  const diagnostics = await lint({
    suiteDirs: (given.suites ?? []).map((dir) => resolve(context.cwd, dir)),
    ...(files.length === 0 ? {} : { files: files.map((file) => resolve(context.cwd, file)) }),
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (diagnostics.length > 0) context.stdout.write(await renderInput(diagnostics));
  context.stdout.write(
    errors + warnings === 0 ? 'No faults found.\n' : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}\n`,
  );
  return errors > 0 ? 2 : 0;
}
