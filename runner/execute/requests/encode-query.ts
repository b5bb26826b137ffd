import { isJsonArray, type Json } from '../../../core/json.ts';
import { textOf } from '../../values/convert.ts';

/**
 * A query string from names and values, in order; a list gives the name several times. Encodes what a query may not
 * hold (RFC 3986 §3.4) and what would end a name or value, and keeps "$ ( ) ' ,", which OData reads as they are.
 */
export function encodeQuery(query: Iterable<readonly [name: string, value: Json]>): string {
  const pairs: string[] = [];
  for (const [name, value] of query) {
    for (const item of isJsonArray(value) ? value : [value]) pairs.push(`${encode(name)}=${encode(textOf(item))}`);
  }
  return pairs.join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd')).replaceAll(
    /%(?:24|2C|3A|40|2F|3F|3B)/g,
    decodeURIComponent,
  );
}
