import { ExactNumber } from '../../core/exact-number.ts';
import { utf8 } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';
import type { Conversion } from '../../core/template.ts';
import { MissingValue } from './missing-value.ts';
import { nearTag, opaqueOf } from './near-tag.ts';

/** A value as it stands in a text: texts bare, everything else as JSON. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : value instanceof ExactNumber ? value.text : stringifyJson(value);
}

/** The unsigned 64-bit number in a base64 rowversion of 8 bytes (big-endian), or undefined when it is not one. */
export function decodeRowversion(text: string): bigint | undefined {
  if (!/^[A-Za-z0-9+/]{11}=$/.test(text)) return undefined;
  const bytes = atob(text);
  let value = 0n;
  for (let i = 0; i < bytes.length; i++) value = value * 256n + BigInt(bytes.charCodeAt(i));
  return value;
}

/** Another spelling of a value. @throws {MissingValue} when it cannot be spelt so. */
export function convert(value: Json, conversion: Conversion): string {
  const text = textOf(value);
  switch (conversion) {
    case 'rowversion': {
      const number = decodeRowversion(text);
      if (number === undefined)
        throw new MissingValue(`${JSON.stringify(text)} is not a rowversion (base64 of 8 bytes)`);
      return String(number);
    }
    case 'upper':
      return text.toUpperCase();
    case 'lower':
      return text.toLowerCase();
    case 'percent':
      return percentEncode(text);
    case 'base64': {
      let binary = '';
      for (const byte of utf8(text)) binary += String.fromCharCode(byte);
      return btoa(binary);
    }
    case 'literal':
      return text.replaceAll("'", "''");
    case 'opaque':
      return opaqueOf(text);
    default: {
      const near = nearTag(text, conversion);
      if (near === undefined)
        throw new MissingValue(`${JSON.stringify(text)} has no character that could be cut off or changed`);
      return near;
    }
  }
}

/** Every byte but the unreserved characters of RFC 3986 as %XX. */
function percentEncode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
