import type { Json } from '../../../core/json.ts';
import { stringifyJson } from '../../../core/stringify-json.ts';

const longest = 2000;

/** A value as a mismatch shows it: JSON, shortened in the middle when it is long; "absent" when there is nothing. */
export function renderValue(value: Json | undefined): string {
  return value === undefined ? 'absent' : shorten(stringifyJson(value));
}

/** A long text with its middle left out. */
function shorten(text: string): string {
  if (text.length <= longest) return text;
  const half = longest / 2;
  return `${text.slice(0, half)} … (${text.length - longest} characters left out) … ${text.slice(-half)}`;
}
