/**
 * One route: method and path template. A template is segments of literals, `{name}` (exactly one segment) and, last,
 * `{name*}` (any number of segments, also none). Paths stay raw: "%2F" is no separator, "//" has an empty segment,
 * and parameters are handed over as they came; use {@link decodeSegment}.
 */
export interface Route<H> {
  readonly method: string;
  readonly template: string;
  readonly handler: H;
}

/** What a router found for a request. */
type RouteMatch<H> =
  | { readonly kind: 'found'; readonly handler: H; readonly params: Readonly<Record<string, string>> }
  /** The path is known, the method is not; `allowed` in the order of the routes. */
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'not-found' };

/** Finds the first route that fits a method and a raw path. */
export type Router<H> = (method: string, path: string) => RouteMatch<H>;

interface Segment {
  readonly kind: 'literal' | 'one' | 'rest';
  readonly text: string;
}

/** How a router compares. */
interface RouterOptions {
  /** Literals match in any letter case. */
  readonly anyCase?: boolean;
}

/** Makes a router. Earlier routes come first; literals compare letter by letter unless the options say otherwise. */
export function createRouter<H>(routes: readonly Route<H>[], { anyCase = false }: RouterOptions = {}): Router<H> {
  const compiled = routes.map((route) => ({ ...route, segments: split(route.template).map(compile) }));
  const same = anyCase
    ? (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
    : (a: string, b: string) => a === b;
  return (method, path) => {
    const parts = split(path);
    const allowed: string[] = [];
    for (const { method: own, handler, segments } of compiled) {
      const params = matchSegments(segments, parts, same);
      if (params === undefined) continue;
      if (own === method) return { kind: 'found', handler, params };
      if (!allowed.includes(own)) allowed.push(own);
    }
    return allowed.length > 0 ? { kind: 'wrong-method', allowed } : { kind: 'not-found' };
  };
}

/** Decodes one raw segment; undefined when it holds a malformed escape or bytes that are not UTF-8. */
export function decodeSegment(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

function split(path: string): string[] {
  return (path.startsWith('/') ? path.slice(1) : path).split('/');
}

function compile(text: string): Segment {
  const name = /^\{([A-Za-z]\w*)(\*?)\}$/.exec(text);
  if (!name) return { kind: 'literal', text };
  return { kind: name[2] === '*' ? 'rest' : 'one', text: name[1] ?? '' };
}

function matchSegments(
  segments: readonly Segment[],
  parts: readonly string[],
  same: (a: string, b: string) => boolean,
): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, { kind, text }] of segments.entries()) {
    if (kind === 'rest') {
      params[text] = parts.slice(index).join('/');
      return params;
    }
    const part = parts[index];
    if (part === undefined || (kind === 'literal' && !same(part, text))) return undefined;
    if (kind === 'one') params[text] = part;
  }
  return parts.length === segments.length ? params : undefined;
}
