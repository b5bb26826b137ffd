import type { HttpRequest } from '../../../../core/http.ts';
import { type Attachment, around, type Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import type { Call } from '../../../kernel/call.ts';
import type { Principal } from '../../../kernel/world.ts';
import { scopes } from '../model/principals.ts';

/** The caller with one more scope. */
export function withScope({ world }: Call, scope: string): Principal {
  return scoped(world.principal, (scopes) => [...scopes, scope]);
}

/** The caller without a scope. */
export function withoutScope({ world }: Call, scope: string): Principal {
  return scoped(world.principal, (scopes) => scopes.filter((each) => each !== scope));
}

function scoped(principal: Principal | undefined, change: (scopes: readonly string[]) => readonly string[]): Principal {
  const { id, claims } = principal ?? { id: '', claims: {} };
  return { id, claims: { ...claims, scope: change((claims['scope'] ?? '').split(' ')).join(' ') } };
}

/** Takes the caller for another one. */
export function takingFor(when: When, other: (exchange: Exchange) => Principal): Attachment {
  return around(when, (exchange) => exchange.instead(exchange.request, other(exchange)));
}

/** Refuses, and carries out the request, or another one, as if another caller had sent it. */
export function carryingOutFor(
  when: When,
  other: (exchange: Exchange) => Principal,
  request: (exchange: Exchange) => HttpRequest = ({ request }) => request,
): Attachment {
  return around(when, (exchange) => {
    exchange.instead(request(exchange), other(exchange));
    return exchange.response;
  });
}

/** The caller as an administrator. */
export function asAdmin(call: Call): Principal {
  return withScope(call, scopes.admin);
}

/** The caller, but no administrator. */
export function notAsAdmin(call: Call): Principal {
  return withoutScope(call, scopes.admin);
}

/** The caller as somebody who may change transmissions. */
export function asChanger(call: Call): Principal {
  return withScope(call, scopes.changeTransmissions);
}

/** The caller that wrong servers take others for. */
export const firstOwner: Principal = {
  id: 'owner',
  claims: { organization: '991825827', scope: `${scopes.owner} ${scopes.search}` },
};

/** The first owner with every scope there is. */
export const mighty: Principal = {
  id: 'owner',
  claims: { ...firstOwner.claims, scope: Object.values(scopes).join(' ') },
};
