/** An entity-tag (RFC 9110 §8.8.3). `opaque` is what stands between the quotes. */
export interface EntityTag {
  readonly weak: boolean;
  readonly opaque: string;
}

/** What an If-Match or If-None-Match field says: any representation, or a list of tags (RFC 9110 §13.1). */
export type EntityTagCondition = '*' | readonly EntityTag[];

const tag = /(W\/)?"([\x21\x23-\x7e\x80-\u{10ffff}]*)"/uy;

/** Reads one entity-tag that is the whole text; undefined when it is not well-formed. "W/" is case-sensitive. */
export function parseEntityTag(text: string): EntityTag | undefined {
  tag.lastIndex = 0;
  const match = tag.exec(text);
  return match && tag.lastIndex === text.length ? { weak: match[1] !== undefined, opaque: match[2] ?? '' } : undefined;
}

/** Reads a condition field value: "*" or a comma list (empty elements allowed, RFC 9110 §5.6.1); undefined if malformed. */
export function parseEntityTagCondition(value: string): EntityTagCondition | undefined {
  if (value.trim() === '*') return '*';
  const tags: EntityTag[] = [];
  let at = 0;
  for (;;) {
    while (at < value.length && /[ \t,]/.test(value[at] ?? '')) at++;
    if (at >= value.length) return tags.length > 0 ? tags : undefined;
    tag.lastIndex = at;
    const match = tag.exec(value);
    if (!match) return undefined;
    tags.push({ weak: match[1] !== undefined, opaque: match[2] ?? '' });
    at = tag.lastIndex;
    while (at < value.length && /[ \t]/.test(value[at] ?? '')) at++;
    if (at < value.length && value[at] !== ',') return undefined;
  }
}

/** Writes an entity-tag. */
export function formatEntityTag({ weak, opaque }: EntityTag): string {
  return `${weak ? 'W/' : ''}"${opaque}"`;
}

/** Weak comparison (RFC 9110 §8.8.3.2): the same characters. */
export function matchesWeakly(a: EntityTag, b: EntityTag): boolean {
  return a.opaque === b.opaque;
}
