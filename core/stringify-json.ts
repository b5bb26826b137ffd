import { ExactNumber } from './exact-number.ts';
import type { Json, JsonObject } from './json.ts';

/** Writes JSON; numbers keep the digits they were read with. Depth is bounded by what the reader admits. */
export function stringifyJson(value: Json, indent = 0): string {
  // The engine's own writer is many times faster; only exact numbers are beyond it.
  return holdsExact(value) ? write(value, indent, '') : JSON.stringify(value, null, indent);
}

function holdsExact(value: Json | undefined): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (value instanceof ExactNumber) return true;
  if (Array.isArray(value)) return value.some(holdsExact);
  for (const name in value) if (holdsExact((value as JsonObject)[name])) return true;
  return false;
}

function write(value: Json, indent: number, margin: string): string {
  if (value instanceof ExactNumber) return value.text;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = margin + ' '.repeat(indent);
  const open = indent > 0 ? `\n${inner}` : '';
  const close = indent > 0 ? `\n${margin}` : '';
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[${open}${value.map((item) => write(item, indent, inner)).join(`,${open}`)}${close}]`;
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return '{}';
  const colon = indent > 0 ? ': ' : ':';
  const lines = members.map(([name, member]) => `${JSON.stringify(name)}${colon}${write(member, indent, inner)}`);
  return `{${open}${lines.join(`,${open}`)}${close}}`;
}
