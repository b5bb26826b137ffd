import { emptyBody, type HeaderField } from '../../core/http.ts';
import { bearerToken } from '../kernel/bearer-callers.ts';
import type { ProtocolCore } from '../kernel/protocol-core.ts';
import type { User } from '../kernel/workbench.ts';
import type { Principal } from '../kernel/world.ts';

/** A protocol whose callers are these users, and what is wrong with some of them. */
export interface WithUsers {
  readonly core: ProtocolCore;
  /** By place in the list. */
  readonly faults: ReadonlyMap<number, string>;
}

/** The protocol with callers of the user's own in place of those that it knows. No other token is taken. */
export async function withUsers(core: ProtocolCore, users: readonly User[]): Promise<WithUsers> {
  const workbench = await core.workbench?.();
  const callers = new Map<string, Principal>();
  const faults = new Map<number, string>();
  for (const [place, user] of users.entries()) {
    const found = await callerOf(core, user);
    if (callers.has(user.token)) faults.set(place, 'this token is another user’s as well');
    else if (typeof found === 'string') faults.set(place, found);
    else callers.set(user.token, found);
  }
  const { anyCaller, anyHolder, ...known } = core;
  const taken: ProtocolCore = {
    ...known,
    authenticate: (request) => callers.get(bearerToken(request) ?? '') ?? workbench?.besideUsers?.(request),
  };
  return { core: taken, faults };
}

/** Who a user is, or what is wrong with it. */
async function callerOf(core: ProtocolCore, user: User): Promise<Principal | string> {
  const workbench = await core.workbench?.();
  const members = workbench?.userMembers ?? ['token', 'as'];
  const odd = (Object.keys(user) as (keyof User)[]).find((name) => !members.includes(name));
  if (odd !== undefined) return `${core.id} has no "${odd}": a user has ${members.join(', ')}`;
  if (user.as === undefined)
    return workbench?.callerOf(user) ?? `say who this is: ${members.filter((name) => name !== 'token').join(', ')}`;
  const headers: readonly HeaderField[] | undefined = Object.hasOwn(core.credentials, user.as)
    ? core.credentials[user.as]
    : undefined;
  const known = headers && (await core.authenticate({ method: 'GET', target: '/', headers, body: emptyBody }));
  return known ?? `${core.id} has no identity "${user.as}"; it has: ${Object.keys(core.credentials).join(', ')}`;
}
