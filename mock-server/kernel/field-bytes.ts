import { utf8 } from '../../core/http.ts';

/** A field value as HTTP libraries want it, one character per byte: text beyond Latin-1 becomes its UTF-8 bytes. */
export function fieldBytes(value: string): string {
  return /[^\u0000-\u00ff]/.test(value) ? String.fromCharCode(...utf8(value)) : value;
}
