import type { HeaderField } from '../../core/http.ts';

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

/** Reads header field lines; undefined when one is malformed. Folded lines are refused, as RFC 9112 §5.2 allows. */
export function readFields(lines: readonly string[]): readonly HeaderField[] | undefined {
  const fields: HeaderField[] = [];
  for (const line of lines) {
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(line);
    if (!match) return undefined;
    fields.push([match[1] ?? '', match[2] ?? '']);
  }
  return fields;
}
