import { UsageError } from '../../core/errors.ts';
import type { ServiceOptions } from '../../mock-server/index.ts';
import type { CommandContext } from '../command-context.ts';
import { parseDuration } from '../run/parse-count.ts';
import { resolveEnvValue } from '../run/resolve-env-value.ts';
import type { ServeArguments } from './serve-arguments.ts';

/**
 * How the services of `serve` are set up: what clients bring is their business, unless somebody says so.
 * @throws {UsageError} for values that make no sense.
 */
export function serviceOptions(given: ServeArguments, { env }: Pick<CommandContext, 'env'>): ServiceOptions {
  if (given.token === '') throw new UsageError('--token takes a text that is not empty');
  if (given.ids === '') throw new UsageError('--ids takes a text that is not empty');
  const token = given.token === undefined ? undefined : resolveEnvValue(given.token, env).text;
  return {
    token: token === undefined ? { any: true } : { only: token },
    ...(given.latency !== undefined && { latency: parseLatency(given.latency) }),
    ...(given.ids !== undefined && { seed: given.ids }),
    ...(given.clock !== undefined && { clock: clockFrom(given.clock) }),
    ...(given.rules === false && { explains: false }),
  };
}

/** "200ms": so long; "100ms-2s": from so long to so long. */
function parseLatency(text: string): readonly [number, number] {
  const [least = '', most = least, ...more] = text.split('-');
  const [from, to] = [parseDuration('--latency', least), parseDuration('--latency', most)];
  if (more.length === 0 && from <= to) return [from, to];
  throw new UsageError(`--latency takes a duration like 200ms, or two like 100ms-2s, not "${text}"`);
}

/** A clock that shows this instant now, and goes on. */
function clockFrom(text: string): () => number {
  const start = /^\d{4}-\d\d-\d\d(T.*(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(start)) throw new UsageError(`--clock takes an instant like 2026-12-01T08:00:00Z, not "${text}"`);
  const began = Date.now();
  return () => start + (Date.now() - began);
}
