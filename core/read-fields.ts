import type { HeaderField } from './http.ts';

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
