import { UsageError } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import type { InitArguments } from './init-arguments.ts';

/** What is needed beside the options: where the target is, and the variable with a token, if somebody said so. */
export interface Asked {
  readonly target: string;
  /** Environment variable with a bearer token for the default identity. */
  readonly token?: string;
}

/**
 * Asks for what the options leave out, on a terminal.
 * @throws {UsageError} where nobody can be asked.
 */
export async function askMissing(given: InitArguments, { ask }: CommandContext): Promise<Asked> {
  if (given.target !== undefined) return { target: given.target };
  if (ask === undefined) throw new UsageError('init needs --target URL', 'on a terminal it asks');
  const target = (await ask('Base URL of the API, or env:NAME: ')) ?? '';
  if (target === '') throw new UsageError('init needs the URL of the API');
  if (given.identity !== undefined || given.header !== undefined) return { target };
  const token = (await ask('Environment variable that holds a bearer token (empty: none is needed): ')) ?? '';
  return token === '' ? { target } : { target, token: token.replace(/^(?:env:|\$)/, '') };
}
