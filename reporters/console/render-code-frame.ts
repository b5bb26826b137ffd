import { codeFrame } from '../../core/code-frame.ts';
import type { SourceLocation } from '../../core/source-location.ts';
import { truncate } from '../text/fit.ts';
import { paint, type Style } from './style.ts';

/** The line of the suite with a caret under the column; nothing when its text is not to be had. */
export function renderCodeFrame({ file, line, column }: SourceLocation, style: Style): string[] {
  const lines = style.readSource?.(file)?.split(/\r?\n/);
  const text = lines?.[line - 1];
  if (lines === undefined || text === undefined) return [];
  // Without its indentation, the line says more on a narrow terminal.
  const indent = text.length - text.trimStart().length;
  const trimmed = lines.with(line - 1, text.slice(indent));
  const columns = Math.min(style.width, 160) - String(line).length - 3;
  return codeFrame(trimmed, { line, column: Math.max(1, column - indent) })
    .filter((shown) => shown.isFault || shown.text.length <= columns)
    .map(({ number, text: shown }) => `${paint(style, 'muted', `${number} |`)} ${truncate(shown, columns)}`);
}
