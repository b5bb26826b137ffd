import { compareNumbers, type ExactNumber, numberFromText } from '../../core/exact-number.ts';
import { isJsonArray, isJsonNumber, type Json } from '../../core/json.ts';

/**
 * Another value of the same type, always the same one for a value: a number is one more, a text differs in its last letter or
 * digit (a date-time in its year), a list lacks its last item. Undefined: there is none (null, an object, an empty list).
 */
export function otherValue(value: Json): Json | undefined {
  if (typeof value === 'string') return otherText(value);
  if (typeof value === 'boolean') return !value;
  if (isJsonNumber(value)) return otherNumber(value);
  return isJsonArray(value) && value.length > 0 ? value.slice(0, -1) : undefined;
}

/**
 * Another text of the same form: a UUID stays one, a quoted one stays quoted. Words for people become none at all, as any other
 * words would be as good.
 */
export function otherText(text: string): string {
  if (/[a-z] [a-z]|[a-z][.]$/i.test(text)) return '';
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return `${Number(text.slice(0, 4)) + 1}${text.slice(4)}`;
  const last = /[A-Za-z0-9](?=[^A-Za-z0-9]*$)/.exec(text);
  if (last === null) return `${text}a`;
  return `${text.slice(0, last.index)}${otherCharacter(last[0])}${text.slice(last.index + 1)}`;
}

/** A digit stays a digit, and a letter one that hexadecimal numbers have. */
function otherCharacter(character: string): string {
  if (/\d/.test(character)) return String((Number(character) + 1) % 10);
  const upper = character === character.toUpperCase();
  const other = character.toLowerCase() === 'a' ? 'b' : 'a';
  return upper ? other.toUpperCase() : other;
}

function otherNumber(number: number | ExactNumber): Json {
  const more = typeof number === 'number' ? number + 1 : undefined;
  if (more !== undefined && compareNumbers(more, number) !== 0) return more;
  // Too great, or too exact, to count one on: another first digit.
  return numberFromText(String(number).replace(/\d/, (digit) => String((Number(digit) % 9) + 1)));
}
