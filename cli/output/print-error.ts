import { ConformanceError, InputError } from '../../core/errors.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import type { CommandContext } from '../command-context.ts';

/** Prints why a command could not do its work, and says with which code to exit. */
export async function printError(error: unknown, context: CommandContext): Promise<number> {
  if (error instanceof InputError) {
    const { renderInputError } = await import('./render-input-error.ts');
    context.stderr.write(await renderInputError(error));
    return 2;
  }
  if (error instanceof ConformanceError) {
    context.stderr.write(`error: ${neutralizeLine(error.message)}\n`);
    if (error.hint !== undefined) context.stderr.write(`  ${neutralizeLine(error.hint)}\n`);
    return error.code === 'ERR_USAGE' || error.code === 'ERR_INPUT' ? 2 : 3;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  context.stderr.write(
    `${stack}\n\nThis is a bug in ${context.tool.name} ${context.tool.version}: please report it.\n`,
  );
  return 3;
}
