import { splitTarget } from '../../core/http.ts';

/** Tells the shape of a request target: its path, with a placeholder for whatever names one thing among many. */
export type RouteShape = (target: string) => string;

/**
 * Makes the shapes of a protocol's routes. A word stays as it is if the suites write it in a path or the bindings give it; keys, ids and
 * made names become "{}". The query is no part of a shape.
 * @param texts paths, or what paths are put together from, as suites and bindings have them.
 */
export function createRouteShape(texts: Iterable<string>): RouteShape {
  const words = new Set<string>();
  for (const text of texts) {
    for (const segment of (text.replaceAll(/\$\([^)]*\)/g, '/').split('?')[0] ?? '').split('/'))
      for (const word of segment.split(/[()]/)) if (word !== '') words.add(word);
  }
  const shapeOf = (text: string): string => (isName(text) && words.has(text) ? text : '{}');
  return (target) => splitTarget(target).path.split('/').map(segmentShape(shapeOf)).join('/');
}

/** A segment may carry a key in parentheses, as OData writes it: "accounts(…)". */
function segmentShape(shapeOf: (text: string) => string): (segment: string) => string {
  return (segment) => {
    if (segment === '') return '';
    const [, name = '', key] = /^([^(]*)(\(.*\))?$/s.exec(decode(segment)) ?? [];
    return `${shapeOf(name)}${key === undefined ? '' : '({})'}`;
  };
}

/** Numbers and UUIDs are keys, wherever a suite may write one. */
function isName(text: string): boolean {
  return /^[A-Za-z$_][\w.$-]*$/.test(text) && !/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
