import { characterWidth, displayWidth } from './display-width.ts';

/** The text in at most `columns` columns; what is cut off shows as "…". */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  if (columns < 1) return '';
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** The end of the text in at most `columns` columns: of a citation the section says more than the title. */
export function truncateStart(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const kept: string[] = [];
  let width = 1;
  for (const character of [...text].reverse()) {
    width += characterWidth(character);
    if (width > columns) break;
    kept.unshift(character);
  }
  return columns < 1 ? '' : `…${kept.join('').trimStart()}`;
}

/** The text filled up with blanks to `columns` columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** The text in lines of at most `columns` columns, broken at blanks; longer words are broken anywhere. */
export function wrap(text: string, columns: number): string[] {
  if (displayWidth(text) <= columns) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => chop(part, columns))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** The text in pieces of at most `columns` columns, not one character lost. */
export function chop(text: string, columns: number): string[] {
  if (displayWidth(text) <= columns) return [text];
  const limit = Math.max(2, columns);
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const character of text) {
    const more = characterWidth(character);
    if (width + more > limit) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += character;
    width += more;
  }
  return piece === '' ? pieces : [...pieces, piece];
}
