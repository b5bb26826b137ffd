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

/** The text in at most `columns` columns, cut between words; what is cut off shows as "…". */
export function truncateWords(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const [first = ''] = columns < 3 ? [] : wrap(text, columns - 1);
  return first === '' ? truncate(text, columns) : `${first.replace(/[\s,;:]+$/, '')}…`;
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

/** A line may end after one of these: no word is torn there. */
const breakable = /[\s,;:/?&=|)\]}>.+_-]/;

/** The text in pieces of at most `columns` columns, not one character lost: cut after a blank or a sign where there is one, else anywhere. */
export function chop(text: string, columns: number): string[] {
  if (displayWidth(text) <= columns) return [text];
  const limit = Math.max(2, columns);
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  // Where the piece may end, and how wide it is up to there.
  let end = 0;
  let endWidth = 0;
  for (const character of text) {
    const more = characterWidth(character);
    while (width + more > limit) {
      // Not if that left most of the line empty.
      const cut = endWidth * 3 >= limit ? end : piece.length;
      pieces.push(piece.slice(0, cut));
      width -= cut === end ? endWidth : width;
      piece = piece.slice(cut);
      end = 0;
      endWidth = 0;
    }
    piece += character;
    width += more;
    if (breakable.test(character)) {
      end = piece.length;
      endWidth = width;
    }
  }
  return piece === '' ? pieces : [...pieces, piece];
}
