import { type HttpRequest, headerValue } from '../../../../core/http.ts';
import { hasGeneratedKey } from '../model/entity.ts';
import { readableColumns } from '../model/permissions.ts';
import type { Row } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import { keyPath } from './respond-written.ts';

/**
 * Location of a row that was inserted without a key in the URL: absolute on POST, and from 2.1 wherever a key part was
 * generated; empty where the role may not read the key. Nothing in it is percent-encoded.
 */
export function locationOfNew(call: Call, row: Row): string {
  const { request, role, entity, configuration, world } = call;
  const readable = readableColumns(entity, role, world);
  const absolute = request.method === 'POST' || isShownKeyless(call);
  const hidden = entity.key.find((name) => !readable?.includes(name));
  if (!absolute || hidden) return '';
  const path = world.mutant('composite-location-in-other-order')
    ? reversed(keyPath(entity, row))
    : keyPath(entity, row);
  if (!world.keeps('DAB-POS-001')) return `/${path}`;
  const base = world.keeps('DAB-RTE-004') ? configuration.basePath : '';
  const location = `${originOf(request, call)}${base}/${entity.path}/${path}`;
  return /[^!#-;=?-Z_a-z~]/.test(path) && !world.keeps('DAB-POS-007') ? encodeURI(location) : location;
}

/** Without a key in the URL 2.1 shows where a generated one is, and 2.0 does not. */
function isShownKeyless({ entity, world }: Call): boolean {
  if (world.mutant('keyless-has-a-location')) return true;
  return world.edition === 'v2.1' && hasGeneratedKey(entity) && !world.mutant('keyless-has-no-location');
}

/** Forwarded scheme and host count from 2.0 on. */
function originOf(request: HttpRequest, { world }: Call): string {
  const { protocol, host, origin } = new URL(world.baseUrl);
  const scheme = headerValue(request.headers, 'x-forwarded-proto');
  const name = headerValue(request.headers, 'x-forwarded-host');
  const forwarded =
    (world.edition !== 'v1' || world.mutant('forwarded-headers-count-in-1-x')) &&
    (scheme !== undefined || name !== undefined);
  if (!forwarded || !world.keeps('DAB-POS-003')) return world.baseUrl;
  return `${scheme ?? protocol.slice(0, -1)}://${name ?? host}${world.baseUrl.slice(origin.length)}`;
}

function reversed(path: string): string {
  const segments = path.split('/');
  return [...segments.slice(2), ...segments.slice(0, 2)].join('/');
}
