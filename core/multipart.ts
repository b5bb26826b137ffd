import type { HeaderField } from './http.ts';
import { readFields } from './read-fields.ts';

/** A part of a multipart body: its header fields (undefined: they cannot be read) and its content. */
export interface MultipartItem {
  readonly headers: readonly HeaderField[] | undefined;
  readonly body: string;
}

/** What stands between the boundaries of a multipart body. */
interface Multipart {
  readonly items: readonly MultipartItem[];
  /** The closing boundary is there. */
  readonly closed: boolean;
}

/** What ends a line: CRLF, as RFC 2046 has it, or a bare LF as well, for those who read what others wrote. */
type LineEnd = 'crlf' | 'any';

/**
 * Reads a multipart body (RFC 2046 §5.1); what stands before the first boundary and behind the last is passed over. Undefined:
 * there is no boundary, or a part has no empty line behind its header fields.
 */
export function splitMultipart(text: string, boundary: string, lineEnd: LineEnd = 'any'): Multipart | undefined {
  const end = lineEnd === 'any' ? '\\r?\\n' : '\\r\\n';
  const name = boundary.replaceAll(/[^A-Za-z0-9]/g, '\\$&');
  const pieces = text.split(new RegExp(`(?:^|${end})--${name}(--)?[ \\t]*(?:${end}|$)`));
  if (pieces.length < 3) return undefined;
  const items: MultipartItem[] = [];
  let at = 2;
  for (; at < pieces.length && pieces[at - 1] === undefined; at += 2) {
    const item = splitItem(pieces[at] ?? '', end);
    if (!item) return undefined;
    items.push(item);
  }
  return { items, closed: at < pieces.length };
}

function splitItem(text: string, end: string): MultipartItem | undefined {
  const blank = new RegExp(`${end}${end}`).exec(text);
  // A part without header fields begins with the empty line.
  const first = new RegExp(`^${end}`).exec(text);
  if (first) return { headers: [], body: text.slice(first[0].length) };
  if (!blank) return undefined;
  const lines = text.slice(0, blank.index).split(new RegExp(end));
  return { headers: readFields(lines), body: text.slice(blank.index + blank[0].length) };
}
