import type { Diagnostic } from '../../core/source-location.ts';

const around = 2;
const widest = 160;

/**
 * Diagnostics as text for people: "file:line:column: error: message", the lines around with a caret, and the hint.
 * `readSource` gives a file's text, or undefined when it is gone or binary.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  readSource: (file: string) => string | undefined,
): string {
  const sources = new Map<string, readonly string[] | undefined>();
  const linesOf = (file: string): readonly string[] | undefined => {
    if (!sources.has(file))
      sources.set(
        file,
        readSource(file)
          ?.replace(/^\uFEFF/, '')
          .split(/\r\n?|\n/),
      );
    return sources.get(file);
  };
  return diagnostics.map((diagnostic) => renderOne(diagnostic, linesOf(diagnostic.location.file))).join('\n');
}

function renderOne(
  { severity, message, location, length = 1, hint }: Diagnostic,
  lines: readonly string[] | undefined,
): string {
  const { file, line, column } = location;
  const out = [`${visible(file)}:${line}:${column}: ${severity}: ${visible(message)}`];
  if (lines && line <= lines.length) out.push(...frame(lines, line, column, length));
  if (hint !== undefined) out.push(`  hint: ${visible(hint)}`);
  return `${out.join('\n')}\n`;
}

function frame(lines: readonly string[], line: number, column: number, length: number): readonly string[] {
  const last = Math.min(lines.length, line + around);
  const width = String(last).length;
  const shift = windowStart(column);
  const out: string[] = [];
  for (let number = Math.max(1, line - around); number <= last; number++) {
    const text = lines[number - 1] ?? '';
    // The empty line after the last line break is no line of the file.
    if (number === lines.length && text === '' && number !== line) continue;
    const shown = visible(text.slice(shift, shift + widest));
    const more = text.length > shift + widest ? '…' : '';
    out.push(
      `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${shift > 0 ? '…' : ''}${shown}${more}`.trimEnd(),
    );
    if (number === line) out.push(`  ${' '.repeat(width)} | ${caret(text, shift, column, length)}`);
  }
  return out;
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
function visible(text: string): string {
  return text
    .replaceAll('\t', '  ')
    .replaceAll(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replaceAll('\u007f', '\u2421')
    .replaceAll(
      /[\u0080-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
      (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
    );
}
