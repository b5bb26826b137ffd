import { UsageError } from '../../core/errors.ts';

/**
 * Splits "name=value" at the first "=".
 * @throws {UsageError} when there is no name or no "=".
 */
export function parseAssignment(option: string, text: string): readonly [name: string, value: string] {
  const mark = text.indexOf('=');
  if (mark < 1) throw new UsageError(`${option} takes name=value, not "${text}"`);
  return [text.slice(0, mark), text.slice(mark + 1)];
}
