import { UsageError } from '../../core/errors.ts';
import { isHarmlessHeader, isSensitiveHeader } from '../../core/header-secrecy.ts';
import type { HeaderField } from '../../core/http.ts';
import { resolveEnvValue } from './resolve-env-value.ts';

/** A header given on the command line, and what of it must never be printed. */
export interface GivenHeader {
  readonly field: HeaderField;
  readonly secrets: readonly string[];
}

/** Shorter values of headers that nobody knows are hidden where they are sent, and not wherever the same letters are. */
const shortestUnknown = 8;

/** What the tool itself says about each message, and what would change the meaning of every scenario. */
const own =
  /^(?:content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|if-(?:match|none-match|modified-since|unmodified-since|range)|range)$/i;

/**
 * Reads "Name: value"; the whole or the value may be env:VARIABLE.
 * @throws {UsageError} when it is no header line.
 */
export function parseHeader(text: string, env: Readonly<Record<string, string | undefined>>): GivenHeader {
  const whole = text.startsWith('env:') ? resolveEnvValue(text, env) : { text };
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/s.exec(whole.text);
  if (!match) throw new UsageError('a header is not written as "Name: value"', `in ${shown(text)}`);
  const [, name = '', value = ''] = match;
  const header = resolveHeader(name, value, env);
  return 'secret' in whole ? { ...header, secrets: [credentials(header.field[1])] } : header;
}

/**
 * Puts environment variables into a header's value.
 * @throws {UsageError} for a variable that is not set, and for control characters.
 */
export function resolveHeader(
  name: string,
  written: string,
  env: Readonly<Record<string, string | undefined>>,
): GivenHeader {
  const value = resolveEnvValue(written, env);
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value.text)) {
    throw new UsageError(`the value of the header ${name} holds a control character`);
  }
  // Undici would refuse the one with every request; the other would be judged as if a scenario had meant it.
  if (/[^\t\u0020-\u00ff]/.test(value.text)) {
    throw new UsageError(`the value of the header ${name} holds a character that no header can`);
  }
  if (own.test(name))
    throw new UsageError(`the header ${name} cannot be given for all requests`, 'the tool or a scenario sends it');
  const secrets = [
    ...(value.secret === undefined ? [] : [value.secret]),
    ...(isSecret(name, value.text) ? [credentials(value.text)] : []),
  ];
  return { field: [name, value.text], secrets: [...new Set(secrets)].filter((secret) => secret !== '') };
}

function isSecret(name: string, value: string): boolean {
  return isSensitiveHeader(name) || (!isHarmlessHeader(name) && value.length >= shortestUnknown);
}

/** "Bearer abc": the scheme is no secret. */
function credentials(value: string): string {
  return /^[A-Za-z][A-Za-z0-9-]* (\S+)$/.exec(value)?.[1] ?? value;
}

function shown(text: string): string {
  return text.includes(':') ? `"${text.slice(0, text.indexOf(':'))}: …"` : `"${text}"`;
}
