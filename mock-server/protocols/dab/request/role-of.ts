import { decodeUtf8, type HttpRequest, headerLines, headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../core/json.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseEmpty } from '../errors.ts';
import { decodeBase64 } from '../model/base64.ts';

/** The role a request acts in, by the configured provider of identities; or the middleware's refusal. */
export function roleOf(request: HttpRequest, world: World): string | Refused {
  if (world.features.has('static-web-apps')) return roleOfPrincipal(request, world);
  if (world.features.has('anonymous-only')) return anonymous(world);
  if (world.principal === undefined) return refuseEmpty(401);
  const held = world.principal.claims['roles']?.split(' ');
  if (held?.includes('anonymous')) return anonymous(world);
  if (held) return askedRole(request, (role) => held.includes(role), world);
  // The simulator grants whatever single role is asked for.
  return askedRole(request, () => true, world);
}

/** An anonymous caller stays one: the header is overwritten, not refused. */
function anonymous(world: World): string {
  world.cites('DAB-AUT-008');
  return 'anonymous';
}

function roleOfPrincipal(request: HttpRequest, world: World): string | Refused {
  const principal = headerValue(request.headers, 'x-ms-client-principal');
  if (principal === undefined) return anonymous(world);
  const bytes = decodeBase64(principal);
  const roles = bytes && rolesIn(bytes);
  if (roles) return askedRole(request, (role) => roles.includes(role), world);
  world.cites('DAB-AUT-009');
  return refuseEmpty(bytes ? 401 : 500);
}

function askedRole(request: HttpRequest, isHeld: (role: string) => boolean, world: World): string | Refused {
  const [asked, ...more] = headerLines(request.headers, 'x-ms-api-role');
  if (asked === undefined) return 'authenticated';
  const fault = more.length > 0 ? 'doubled' : asked === '' ? 'empty' : isHeld(asked) ? undefined : 'not-held';
  return fault && world.keepsFor(fault, 'DAB-AUT-007') ? refuseEmpty(403) : asked;
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
