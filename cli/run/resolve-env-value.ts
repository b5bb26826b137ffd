import { UsageError } from '../../core/errors.ts';

/** A value given by the user, and the part of it that came from the environment: that is secret. */
export interface GivenValue {
  readonly text: string;
  readonly secret?: string;
}

/**
 * Puts in an environment variable for "env:NAME", also as the last word ("Bearer env:TOKEN"), so that no secret has to
 * stand on a command line.
 * @throws {UsageError} when the variable is not set, or empty.
 */
export function resolveEnvValue(value: string, env: Readonly<Record<string, string | undefined>>): GivenValue {
  const match = /^(.*\s)?env:([\w.()-]*)$/.exec(value);
  if (!match) return { text: value };
  const [, before = '', name = ''] = match;
  if (name === '') throw new UsageError('env: names no environment variable', 'write it as env:NAME');
  const found = Object.hasOwn(env, name) ? env[name] : undefined;
  if (found === undefined) throw new UsageError(`the environment variable ${name} is not set`);
  if (found === '') throw new UsageError(`the environment variable ${name} is empty`);
  return { text: before + found, secret: found };
}
