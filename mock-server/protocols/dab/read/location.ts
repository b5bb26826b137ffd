import type { HttpRequest } from '../../../../core/http.ts';
import { hasGeneratedKey } from '../model/entity.ts';
import { readableColumns } from '../model/permissions.ts';
import type { Row } from '../model/rows.ts';
import type { Call } from '../request/call.ts';
import * as seams from '../seams.ts';
import { ownOrigin } from './own-origin.ts';
import { keyPath } from './respond-written.ts';

/**
 * Location of a row that was inserted without a key in the URL: absolute on POST, and from 2.1 wherever a key part was
 * generated; empty where the role may not read the key. Nothing in it is percent-encoded.
 */
export function locationOfNew(call: Call, row: Row): string {
  const { request, role, entity, world } = call;
  const readable = readableColumns(entity, role, world);
  if (entity.key.some((name) => !readable?.includes(name))) return '';
  // Without a key in the URL 2.1 shows where a generated one is, and 2.0 does not.
  const shown = request.method === 'POST' || (world.edition === 'v2.1' && hasGeneratedKey(entity));
  if (request.method !== 'POST') world.cites('DAB-KLS-007');
  if (shown) world.cites('DAB-POS-001', 'DAB-POS-002', 'DAB-RTE-004');
  return world.through(seams.locationOfNew, shown ? absoluteLocation(call, row) : '', { call, row });
}

/** The address of a row. */
export function absoluteLocation(call: Call, row: Row): string {
  const { request, entity, configuration } = call;
  return `${originOf(request, call)}${configuration.basePath}/${entity.path}/${keyPath(entity, row)}`;
}

/** Forwarded scheme and host count here from 2.0 on. */
function originOf(request: HttpRequest, { world }: Call): string {
  if (world.edition === 'v1') return world.baseUrl;
  return ownOrigin(request, world, { counts: 'DAB-POS-003', isChecked: 'DAB-POS-008' });
}
