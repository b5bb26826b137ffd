import type { SourceLocation } from '../../core/source-location.ts';
import { truncate } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { paint, type Style } from './style.ts';

/** The line of the suite with a caret under the column; nothing when its text is not to be had. */
export function renderCodeFrame({ file, line, column }: SourceLocation, style: Style): string[] {
  const text = style.readSource?.(file)?.split(/\r?\n/)[line - 1];
  if (text === undefined) return [];
  const number = String(line);
  const columns = Math.min(style.width, 160) - number.length - 3;
  const trimmed = text.trimStart();
  const caret = column - 1 - (text.length - trimmed.length);
  const margin = ' '.repeat(number.length);
  return [
    `${paint(style, 'muted', `${number} |`)} ${truncate(neutralizeLine(trimmed), columns)}`,
    ...(caret >= 0 && caret < columns ? [`${margin} ${paint(style, 'muted', '|')} ${' '.repeat(caret)}^`] : []),
  ];
}
