import type { Json } from '../../core/json.ts';
import { stringifyJson } from '../../core/stringify-json.ts';

/** A value as one writes it in YAML: a text without quotes where it stays a text so. */
export function yamlValue(value: Json): string {
  if (typeof value !== 'string') return stringifyJson(value);
  return isPlain(value) ? value : JSON.stringify(value);
}

function isPlain(text: string): boolean {
  const words = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;
  return /^(?:https?:\/\/[\w./:-]+|\.{1,2}\/[\w./-]*|[A-Za-z/$_][\w./$()-]*)$/.test(text) && !words.test(text);
}

/** A comment on one line, whatever a target may have said. */
export function comment(text: string): string {
  return `# ${text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()}`;
}
