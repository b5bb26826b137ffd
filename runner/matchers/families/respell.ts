import { numberFromText } from '../../../core/exact-number.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../core/json.ts';
import { decodeRowversion } from '../../values/convert.ts';
import type { MatchContext } from '../match-context.ts';

/** JSON with all its texts and member names in lower case. */
export function lowerCase(value: Json): Json {
  if (typeof value === 'string') return value.toLowerCase();
  if (isJsonArray(value)) return value.map(lowerCase);
  if (isJsonObject(value))
    return jsonObject(Object.entries(value).map(([name, member]) => [name.toLowerCase(), lowerCase(member)]));
  return value;
}

/** The number in a base64 rowversion; undefined when the value is not one. */
export function rowversionNumber(value: Json): Json | undefined {
  const number = typeof value === 'string' ? decodeRowversion(value) : undefined;
  return number === undefined ? undefined : numberFromText(String(number));
}

/** What a suite says, spelt as the value it is compared with; undefined: it cannot be spelt so. */
export function respelt(value: Json, { respell }: MatchContext): Json | undefined {
  return respell === undefined ? value : respell(value);
}

/** A name or text as it is compared: in lower case inside `caseless`. */
export function folded(text: string, { caseless }: MatchContext): string {
  return caseless ? text.toLowerCase() : text;
}
