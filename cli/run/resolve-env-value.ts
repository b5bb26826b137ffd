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
  const match = /^(.*\s)?env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(value);
  if (!match) return { text: value };
  const [, before = '', name = ''] = match;
  const found = env[name];
  if (found === undefined || found === '') throw new UsageError(`the environment variable ${name} is not set`);
  return { text: before + found, secret: found };
}
