import { dangerousCharacters } from '../text/dangerous-characters.ts';

/** Quotes a text for POSIX shells; texts with control or invisible characters use the $'…' form of bash, zsh and ksh. */
export function quoteShell(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!needsEscapes.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${[...text].map(escapeAnsi).join('')}'`;
}

/**
 * Quotes a text; the placeholders of secrets in it become shell variables: "<secret>" is $TOKEN, "<identity other-owner>"
 * is $TOKEN_OTHER_OWNER.
 */
export function quoteShellKeepingSecrets(text: string): string {
  const quoted: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/<(?:secret|identity ([\w-]+))>/g)) {
    if (match.index > from) quoted.push(quoteShell(text.slice(from, match.index)));
    quoted.push(`"$${variable(match[1])}"`);
    from = match.index + match[0].length;
  }
  if (from < text.length || quoted.length === 0) quoted.push(quoteShell(text.slice(from)));
  return quoted.join('');
}

/** Whatever would move a cursor, break the line or reorder text where the command is printed. */
const needsEscapes = new RegExp(`\\n|${dangerousCharacters}`, 'u');

function variable(identity: string | undefined): string {
  return identity === undefined ? 'TOKEN' : `TOKEN_${identity.toUpperCase().replaceAll('-', '_')}`;
}

const letters: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  "'": "\\'",
  '\\': '\\\\',
};

function escapeAnsi(character: string): string {
  const letter = letters[character];
  if (letter !== undefined) return letter;
  if (!needsEscapes.test(character)) return character;
  // Octal takes at most three digits, so what follows can never be read as part of it.
  return [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
