import type { HttpRequest } from '../../../../core/http.ts';
import { isJsonObject, type Json } from '../../../../core/json.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import { type BearerCallers, bearerCallers, bearerToken } from '../../../kernel/bearer-callers.ts';
import type { ProtocolCore } from '../../../kernel/protocol-core.ts';
import type { Principal, World } from '../../../kernel/world.ts';

/** Scopes by their short names here. */
export const scopes = {
  owner: 'digdir:dialogporten.serviceprovider',
  search: 'digdir:dialogporten.serviceprovider.search',
  admin: 'digdir:dialogporten.serviceprovider.admin',
  changeTransmissions: 'digdir:dialogporten.serviceprovider.changetransmissions',
  correspondence: 'digdir:dialogporten.correspondence',
} as const;

const firstOrganization = '991825827';
const secondOrganization = '974760673';
const shortNames: Readonly<Record<string, string>> = { [firstOrganization]: 'ttd', [secondOrganization]: 'digdir' };

const principal = (id: string, organization: string, ...granted: readonly string[]): Principal => ({
  id,
  claims: { organization, scope: granted.join(' ') },
});

/** Callers by the name their token has in the recordings. */
const known: Readonly<Record<string, Principal>> = {
  so: principal('owner', firstOrganization, scopes.owner, scopes.search),
  oth: principal('other-owner', secondOrganization, scopes.owner, scopes.search),
  adm: principal('admin', firstOrganization, scopes.owner, scopes.search, scopes.admin),
  ct: principal('transmission-changer', firstOrganization, scopes.owner, scopes.changeTransmissions),
  corr: principal('correspondence', firstOrganization, scopes.owner, scopes.correspondence),
  base: principal('without-search', firstOrganization, scopes.owner),
  noscope: principal('no-scope', firstOrganization),
  eu: principal('end-user', '', 'digdir:dialogporten'),
};

/** What each of them sends. */
export const credentials: BearerCallers['credentials'] = bearerCallers(known).credentials;

/** What tokens of theirs say, as Maskinporten's do. */
export const tokenClaims: NonNullable<ProtocolCore['tokenClaims']> = Object.fromEntries(
  Object.values(known).map(({ id, claims }) => [
    id,
    {
      scope: claims['scope'] ?? '',
      consumer: { authority: 'iso6523-actorid-upis', ID: `0192:${claims['organization']}` },
    },
  ]),
);

/**
 * Who sent this, by its bearer token: one of the names above (with or without braces), or an unsigned JSON Web Token
 * whose payload carries `scope` and `consumer` as Maskinporten's do. Signatures are not checked.
 */
export function authenticate(request: HttpRequest): Principal | undefined {
  const token = bearerToken(request);
  if (token === undefined) return undefined;
  const name = token.replace(/^\{(.*)\}$/, '$1');
  return Object.hasOwn(known, name) ? known[name] : fromJsonWebToken(token);
}

function fromJsonWebToken(token: string): Principal | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  let claims: Json;
  try {
    claims = parseJson(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
  const consumer = isJsonObject(claims) ? claims['consumer'] : undefined;
  const number = isJsonObject(consumer) ? consumer['ID'] : undefined;
  const scope = isJsonObject(claims) ? claims['scope'] : undefined;
  if (typeof number !== 'string' || typeof scope !== 'string') return undefined;
  return principal('token', number.replace(/^0192:/, ''), ...scope.split(' '));
}

/** The owner of a resource, with every scope there is. */
export function everything(resource: string): Principal {
  const owner = resourceOwner(resource, firstOrganization) ?? firstOrganization;
  return principal('owner', owner, ...Object.values(scopes));
}

/** Has the caller this scope? */
export function hasScope(world: World, scope: string): boolean {
  return (world.principal?.claims['scope'] ?? '').split(' ').includes(scope);
}

/** Number of the caller's organisation. */
export function callerOrganization(world: World): string {
  return world.principal?.claims['organization'] ?? '';
}

/** Short name of an organisation, as dialogs show it in `org`. */
export function organizationName(number: string): string {
  return shortNames[number] ?? number;
}

/**
 * Who owns a service resource. There is no registry offline, so the name tells: "ttd-…" and "digdir-…" belong to the
 * two organisations above, "no-such-…" and "notavailable" (as Altinn's own
 * tests say) are not registered, anything else belongs to whoever names it.
 */
export function resourceOwner(resource: string, caller: string): string | undefined {
  const name = resource.replace(/^urn:altinn:resource:/i, '');
  if (name.startsWith('ttd-')) return firstOrganization;
  if (name.startsWith('digdir-')) return secondOrganization;
  return /^(no-such|notavailable)/.test(name) ? undefined : caller;
}
