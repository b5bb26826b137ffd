import { resolve } from 'node:path';
import { plural } from '../../reporters/text/plural.ts';
import { type LintOptions, lint } from '../../runner/load/lint.ts';
import type { CommandContext } from '../command-context.ts';
import { renderInput } from '../output/render-input-error.ts';

export interface LintArguments {
  readonly suites?: readonly string[];
  /** Write sound suites in their shortest form, first. */
  readonly fix?: boolean;
}

/** `lint`: all faults of all files with code frames; 2 when one is an error. With `--fix` suites are written anew before. */
export async function lintCommand(
  files: readonly string[],
  given: LintArguments,
  context: CommandContext,
): Promise<number> {
  const asked: LintOptions = {
    suiteDirs: (given.suites ?? []).map((dir) => resolve(context.cwd, dir)),
    ...(files.length === 0 ? {} : { files: files.map((file) => resolve(context.cwd, file)) }),
  };
  let failed = false;
  if (given.fix === true) {
    const { lintFix } = await import('../../runner/load/lint-fix.ts');
    const { fixed, refused } = await lintFix(asked);
    for (const file of fixed) context.stdout.write(`${file} is written anew.\n`);
    failed = refused.length > 0;
    for (const file of refused)
      context.stdout.write(`${file} is left as it is: in short it would say something else (a fault of lint --fix).\n`);
  }
  const diagnostics = await lint(asked);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (diagnostics.length > 0) context.stdout.write(await renderInput(diagnostics));
  context.stdout.write(
    errors + warnings === 0 ? 'No faults found.\n' : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}\n`,
  );
  return errors > 0 || failed ? 2 : 0;
}
