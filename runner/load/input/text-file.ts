import type { Diagnostic } from '../../../core/source-location.ts';
import type { Position } from '../../../core/suite.ts';
import type { Range } from './yaml-node.ts';

/** A text file under reading: its text with line breaks as "\n", and the faults found in it. */
export interface TextFile {
  /** As shown to people, with "/" separators. */
  readonly name: string;
  readonly text: string;
  /** Line and column from 1 of an offset in the text. */
  position(offset: number): Position;
  /** Notes a fault at a stretch of the text. */
  fault(range: Range, message: string, hint?: string): void;
  /** Notes a fault at the word that begins at a position. */
  faultAt(position: Position, message: string, hint?: string): void;
  /** Is anything wrong so far, in this stretch or anywhere? */
  isFaulty(range?: Range): boolean;
}

/** A file under reading; its faults go to `diagnostics`. A byte order mark is dropped, CRLF and CR become LF. */
export function textFile(name: string, content: string, diagnostics: Diagnostic[]): TextFile {
  const text = content.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const faulty: Range[] = [];
  const told = new Set<string>();
  let starts: readonly number[] | undefined;
  const position = (offset: number): Position => {
    starts ??= lineStarts(text);
    const line = lineOf(starts, Math.min(offset, text.length));
    return [line + 1, offset - (starts[line] ?? 0) + 1];
  };
  const faultAt = ([line, column]: Position, message: string, hint?: string): void => {
    position(0);
    const start = (starts?.[line - 1] ?? 0) + column - 1;
    const word = /[^\s,{}[\]:]*/y;
    word.lastIndex = start;
    fault({ start, end: start + (word.exec(text)?.[0].length ?? 0) }, message, hint);
  };
  const fault = (range: Range, message: string, hint?: string): void => {
    faulty.push(range);
    // A scenario that is made for several forms of write is read once for each.
    const said = `${range.start} ${message}`;
    if (told.has(said)) return;
    told.add(said);
    const [line, column] = position(range.start);
    const stretch = text.slice(range.start, range.end).split('\n', 1)[0] ?? '';
    diagnostics.push({
      severity: 'error',
      message,
      location: { file: name, line, column },
      length: Math.max(1, stretch.trimEnd().length),
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const isFaulty = (range?: Range): boolean =>
    range === undefined
      ? faulty.length > 0
      : faulty.some(({ start, end }) => start < Math.max(range.end, range.start + 1) && end >= range.start);
  return { name, text, position, fault, faultAt, isFaulty };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
