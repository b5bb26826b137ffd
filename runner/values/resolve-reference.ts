const absolute = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^#]*)/i;

/**
 * Resolves a URI reference against a URL as RFC 3986 §5.2 says, and nothing else: no re-encoding, no change of letter
 * case, so that the result is sent as the server wrote it. The fragment is dropped.
 */
export function resolveReference(reference: string, base: string): string {
  if (absolute.test(reference)) return absolute.exec(reference)?.[0] ?? reference;
  const [, scheme = '', authority = '', rest = ''] = absolute.exec(base) ?? [];
  const bare = reference.split('#', 1)[0] ?? '';
  if (bare.startsWith('//')) return `${scheme}:${bare}`;
  const origin = `${scheme}://${authority}`;
  const path = rest.split('?', 1)[0] ?? '';
  if (bare === '') return origin + rest;
  if (bare.startsWith('?')) return origin + path + bare;
  const mark = bare.indexOf('?');
  const [own, query] = mark < 0 ? [bare, ''] : [bare.slice(0, mark), bare.slice(mark)];
  const merged = own.startsWith('/') ? own : `${path.slice(0, path.lastIndexOf('/') + 1) || '/'}${own}`;
  return origin + removeDotSegments(merged) + query;
}

function removeDotSegments(path: string): string {
  if (!/(^|\/)\.\.?(\/|$)/.test(path)) return path;
  const out: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..') out.pop();
    if (segment !== '.' && segment !== '..') out.push(segment);
    else if (last) out.push('');
  }
  return `/${out.join('/')}`;
}

/** Splits an absolute http(s) URL into its origin, in lower case and without default port, and its raw target. */
export function splitUrl(url: string): { readonly origin: string; readonly target: string } | undefined {
  const match = /^(https?):\/\/([^/?#]*)([^#]*)/i.exec(url);
  if (!match) return undefined;
  const scheme = (match[1] ?? '').toLowerCase();
  const port = scheme === 'https' ? /:443$/ : /:80$/;
  const rest = match[3] ?? '';
  return {
    origin: `${scheme}://${(match[2] ?? '').toLowerCase().replace(port, '')}`,
    target: rest.startsWith('/') ? rest : `/${rest}`,
  };
}
