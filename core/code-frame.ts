const widest = 160;

/** Where the fault is: line and column from 1; how many characters are marked. */
export interface FramedFault {
  readonly line: number;
  readonly column: number;
  readonly length?: number;
}

/** One line of a frame: a line of the file with its number, or the marks under it. */
export interface FrameLine {
  /** As wide in all lines of a frame; blank for the marks. */
  readonly number: string;
  /** Is this the line of the fault? */
  readonly isFault: boolean;
  /** Nothing in it moves a cursor or turns the writing direction. */
  readonly text: string;
}

/**
 * The line of a fault, marks under it, and `around` lines before and after. Long lines are cut around the fault.
 * @param lines the file, without line breaks
 */
export function codeFrame(
  lines: readonly string[],
  { line, column, length = 1 }: FramedFault,
  around = 0,
): readonly FrameLine[] {
  const last = Math.min(lines.length, line + around);
  const width = String(last).length;
  const shift = windowStart(column);
  const frame: FrameLine[] = [];
  for (let number = Math.max(1, line - around); number <= last; number++) {
    const text = lines[number - 1] ?? '';
    // The empty line after the last line break is no line of the file.
    if (number === lines.length && text === '' && number !== line) continue;
    const shown = visible(text.slice(shift, shift + widest));
    const more = text.length > shift + widest ? '…' : '';
    const isFault = number === line;
    frame.push({ number: String(number).padStart(width), isFault, text: `${shift > 0 ? '…' : ''}${shown}${more}` });
    if (isFault) frame.push({ number: ' '.repeat(width), isFault: false, text: caret(text, shift, column, length) });
  }
  return frame;
}

/** Long lines are shown from a little before the fault. */
function windowStart(column: number): number {
  return column > widest - 20 ? column - 41 : 0;
}

function caret(text: string, shift: number, column: number, length: number): string {
  const before = columns(visible(text.slice(shift, column - 1))) + (shift > 0 ? 1 : 0);
  const marked = columns(visible(text.slice(column - 1, column - 1 + length)));
  return `${' '.repeat(before)}${'^'.repeat(Math.min(Math.max(1, marked), widest))}`;
}

/** How many columns a terminal gives the text: East Asian wide characters two, combining marks none. */
function columns(text: string): number {
  let count = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}|\u200d|\ufe0f/u.test(character)) continue;
    count +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return count;
}

/** A text in which nothing can move the cursor or turn the writing direction: tabs two spaces, controls as symbols. */
export function visible(text: string): string {
  return text
    .replaceAll('\t', '  ')
    .replaceAll(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replaceAll('\u007f', '\u2421')
    .replaceAll(
      /[\u0080-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
      (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
}
