import { dangerousCharacters } from './dangerous-characters.ts';

/*
 * What a target sends may hold terminal escapes, characters that reorder text, or lines that a CI system takes for a
 * command. Everything a person will look at goes through here; what is replaced stays visible as an escape.
 */

const dangerous = new RegExp(`\\n|${dangerousCharacters}`, 'gu');

/** "##[command]", "##vso[…]", "##teamcity[…]", read by CI systems anywhere in a line, and "::command" where it begins. */
const ciCommand = /#(?=#(?:\[|vso\[|teamcity\[))|(?<=^|\s):(?=:[a-z])/gi;

/** Most texts are nothing but these: to see that is much cheaper than to look for what is not. */
const harmless = /^[ -~]*$/;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text on one line: every control character, newline and tab included, becomes a visible escape. */
export function neutralizeLine(text: string): string {
  if (harmless.test(text) && !text.includes('::') && !text.includes('##')) return text;
  return text.replace(dangerous, escapeCharacter).replace(ciCommand, (mark) => (mark === '#' ? '\\x23' : '\\x3a'));
}

/** The lines of a text; line ends LF and CRLF are kept as such, tabs become blanks, all else is escaped. */
export function neutralizeBlock(text: string): string[] {
  return text.split(/\r?\n/).map((line) => neutralizeLine(line.replaceAll('\t', '    ')));
}

/** The visible escape of one character: "\n", "\x1b", "\u202e", "\u{e0001}". */
export function escapeCharacter(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
