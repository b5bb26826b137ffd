/** What a request path names: a Data Definition or object type, and one fragment or object of it. Names as sent. */
export interface Route {
  readonly service: 'fragments' | 'objects';
  readonly name: string;
  readonly id?: string;
}

const pattern = /^\/m42Services\/api\/data\/(fragments|objects)\/([^/]+)(?:\/([^/]+))?\/?$/i;

/** Reads a raw path in any letter case; one trailing slash means nothing (M42-UPD-008). Undefined: nothing is there. */
export function route(path: string): Route | undefined {
  const [, service = '', rawName = '', rawId] = pattern.exec(path) ?? [];
  const name = decode(rawName);
  const id = rawId === undefined ? undefined : decode(rawId);
  if (!name || (rawId !== undefined && id === undefined)) return undefined;
  return {
    service: service.toLowerCase() === 'objects' ? 'objects' : 'fragments',
    name,
    ...(id === undefined ? {} : { id }),
  };
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
