import type { HeaderField } from '../../core/http.ts';
import { readFields } from '../../core/read-fields.ts';

/** The status line and header fields of a response. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly HeaderField[];
}

/** Reads a response head (RFC 9112 §4, §5) without its final empty line; undefined when it is not one. */
export function readResponseHead(text: string): ResponseHead | undefined {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const status = /^HTTP\/1\.[01] ([1-9]\d\d)(?: .*)?$/.exec(first)?.[1];
  if (status === undefined) return undefined;
  const headers = readFields(lines);
  return headers === undefined ? undefined : { status: Number(status), headers };
}
