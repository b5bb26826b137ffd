import type { Style } from '../../reporters/console/style.ts';
import type { Policy } from '../../reporters/policy.ts';
import type { CommandContext } from '../command-context.ts';
import type { Output } from './output.ts';

/**
 * How text for people is laid out on a stream. FORCE_COLOR beats NO_COLOR (no-color.org), and both beat what the stream
 * is. Widths outside of 40…200 columns are taken as 40 or 200; a stream that is no terminal is not wrapped at all.
 */
export function detectStyle(
  output: Output,
  env: CommandContext['env'],
  rest: {
    readonly verbose: boolean;
    readonly quiet?: boolean;
    readonly policy: Policy;
    readonly readSource?: Style['readSource'];
  },
): Style {
  const { readSource, ...others } = rest;
  return {
    ...others,
    ...(readSource === undefined ? {} : { readSource }),
    width: output.isTTY ? Math.min(200, Math.max(40, output.columns || 80)) : Number.POSITIVE_INFINITY,
    color: wantsColor(output, env),
  };
}

/** Can a line be overwritten here? Not in a pipe, not in a CI log, not on a dumb terminal. */
export function isLive(output: Output, env: CommandContext['env']): boolean {
  return output.isTTY && env['TERM'] !== 'dumb' && (env['CI'] ?? '') === '';
}

function wantsColor(output: Output, env: CommandContext['env']): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return output.isTTY && env['TERM'] !== 'dumb';
}
