/** The query options this server acts on; all others are ignored. */
export interface QueryOptions {
  /** Names in $select; undefined: everything. */
  readonly select: readonly string[] | undefined;
  readonly expand: readonly ExpandItem[];
  readonly filter: string | undefined;
  readonly top: number | undefined;
}

/** One navigation property of $expand, with its own $select. */
export interface ExpandItem {
  readonly name: string;
  readonly select: readonly string[] | undefined;
}

/** Reads a raw query; undefined when an escape or $expand is malformed. */
export function parseQuery(query: string | undefined): QueryOptions | undefined {
  const options = new Map<string, string>();
  try {
    for (const pair of query === undefined || query === '' ? [] : query.split('&')) {
      const [name = '', ...value] = pair.split('=');
      options.set(decode(name), decode(value.join('=')));
    }
  } catch {
    return undefined;
  }
  const expand = parseExpand(options.get('$expand'));
  if (!expand) return undefined;
  const top = options.get('$top');
  return {
    select: parseNames(options.get('$select')),
    expand,
    filter: options.get('$filter'),
    top: top !== undefined && /^\d{1,9}$/.test(top) ? Number(top) : undefined,
  };
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function parseNames(list: string | undefined): string[] | undefined {
  if (list === undefined || list.trim() === '' || list.trim() === '*') return undefined;
  return list.split(',').map((name) => name.trim());
}

const item = /\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:\(([^()]*)\))?\s*(?:,|$)/y;

function parseExpand(text: string | undefined): ExpandItem[] | undefined {
  const items: ExpandItem[] = [];
  for (let at = 0; text !== undefined && at < text.length; at = item.lastIndex) {
    item.lastIndex = at;
    const match = item.exec(text);
    if (!match) return undefined;
    const nested = (match[2] ?? '').split(';').find((option) => option.trim().startsWith('$select='));
    items.push({ name: match[1] ?? '', select: parseNames(nested?.trim().slice('$select='.length)) });
  }
  return items;
}
