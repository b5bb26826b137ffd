import { dangerousCharacters } from '../../reporters/text/dangerous-characters.ts';

/** How a text's characters become bytes. */
type Encoding = 'utf8' | 'latin1';

const acting = new RegExp(`\\n|${dangerousCharacters}`, 'u');

/**
 * A text as one word of any POSIX shell. What would break a line, move a cursor or be seen by nobody is written in octal and put together by
 * printf, so that the script shows what it holds.
 * @returns undefined for a text that no word can hold: with a NUL, or a line end as its last character.
 */
export function posixQuote(text: string, encoding: Encoding = 'utf8'): string | undefined {
  if (text.includes('\0') || text.endsWith('\n')) return undefined;
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (isPlain(text, encoding)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `"$(printf -- ${printfFormat(text, encoding)})"`;
}

/** Can a text stand between quotes as it is? */
export function isPlain(text: string, encoding: Encoding = 'utf8'): boolean {
  return !acting.test(text) && (encoding === 'utf8' || /^[ -~]*$/.test(text));
}

/** A text as a quoted format of printf, on a line of the script for each of its lines. Any bytes can be written so. */
export function printfFormat(text: string, encoding: Encoding = 'utf8'): string {
  const lines = text.split(/(?<=\n)/).map((line) => [...line].map((one) => escaped(one, encoding)).join(''));
  return `'${lines.join("'\\\n'")}'`;
}

function escaped(character: string, encoding: Encoding): string {
  if (character === '%') return '%%';
  if (character === '\\') return '\\\\';
  if (character !== "'" && isPlain(character, encoding)) return character;
  return [...Buffer.from(character, encoding)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
