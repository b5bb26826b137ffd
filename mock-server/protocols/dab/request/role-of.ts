import { decodeUtf8, type HttpRequest, headerLines, headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../core/json.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuseEmpty } from '../errors.ts';
import { decodeBase64 } from '../model/base64.ts';

/** The role a request acts in, by the configured provider of identities; or the middleware's refusal. */
export function roleOf(request: HttpRequest, world: World): string | Refusal {
  if (world.features.has('static-web-apps')) return roleOfPrincipal(request, world);
  if (world.features.has('anonymous-only')) return roleOfAnybody(request, world);
  // The simulator grants whatever single role is asked for.
  return askedRole(request, 'authenticated', () => true, world);
}

/** An anonymous caller stays one: the header is overwritten, not refused. */
function roleOfAnybody(request: HttpRequest, world: World): string | Refusal {
  const asked = headerLines(request.headers, 'x-ms-api-role').length > 0;
  return asked && !world.keeps('DAB-AUT-008') ? refuseEmpty(403) : 'anonymous';
}

function roleOfPrincipal(request: HttpRequest, world: World): string | Refusal {
  const principal = headerValue(request.headers, 'x-ms-client-principal');
  if (principal === undefined) return roleOfAnybody(request, world);
  const bytes = decodeBase64(principal);
  if (!bytes)
    return world.keeps('DAB-AUT-009') ? refuseEmpty(world.mutant('no-base64-is-401') ? 401 : 500) : 'anonymous';
  const roles = rolesIn(bytes);
  if (!roles) return world.keeps('DAB-AUT-009') ? refuseEmpty(world.mutant('no-json-is-500') ? 500 : 401) : 'anonymous';
  return askedRole(request, 'authenticated', (role) => roles.includes(role), world);
}

function askedRole(
  request: HttpRequest,
  fallback: string,
  isHeld: (role: string) => boolean,
  world: World,
): string | Refusal {
  const lines = headerLines(request.headers, 'x-ms-api-role');
  const [asked] = lines;
  if (asked === undefined) return fallback;
  const granted = lines.length === 1 && asked !== '' && isHeld(asked);
  if (granted) return asked;
  if (lines.length > 1 && world.mutant('first-of-two-roles-counts')) return asked;
  if (asked === '' && world.mutant('empty-role-is-none')) return fallback;
  if (asked !== '' && lines.length === 1 && world.mutant('roles-need-not-be-held')) return asked;
  return world.keeps('DAB-AUT-007') ? refuseEmpty(403) : asked || fallback;
}

function rolesIn(bytes: Uint8Array): string[] | undefined {
  let value: Json;
  try {
    value = parseJson(decodeUtf8(bytes));
  } catch {
    return undefined;
  }
  const roles = isJsonObject(value) ? value['userRoles'] : undefined;
  return isJsonArray(roles) ? roles.filter((role) => typeof role === 'string') : undefined;
}
