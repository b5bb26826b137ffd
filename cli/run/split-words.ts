import { UsageError } from '../../core/errors.ts';

/**
 * Splits a command into words where blanks are, as shells do: quotes of both kinds keep blanks, a backslash keeps the character after it
 * (between single quotes it is one, and so it is before a letter or digit, for paths of Windows). Nothing is expanded.
 * @throws {UsageError} for a quote that does not end.
 */
export function splitWords(option: string, text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (character === '\\' && quote !== "'" && /[\\"'\s]/.test(next)) {
      word = (word ?? '') + next;
      at++;
    } else if (quote !== undefined) {
      if (character === quote) quote = undefined;
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== undefined) throw new UsageError(`${option}: a quote does not end`);
  if (word !== undefined) words.push(word);
  if (words.length === 0) throw new UsageError(`${option} names no command`);
  return words;
}
