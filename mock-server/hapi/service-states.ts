import type { PooledService, ServicePool } from '../kernel/create-service-pool.ts';
import type { ServiceSnapshot } from '../kernel/service-snapshot.ts';
import { decodeState, type EncodedState, encodeState } from '../kernel/state-codec.ts';

/** The rows of several services as plain JSON. */
export interface EncodedServices {
  readonly services: readonly (PooledService['key'] & { readonly state: EncodedState })[];
}

type NamedState = PooledService['key'] & { readonly state: ServiceSnapshot };

/** Writes what these services remember as JSON. */
export function encodeServices(services: readonly PooledService[]): EncodedServices {
  return { services: services.map(({ key, service }) => ({ ...key, state: encodeState(service.snapshot()) })) };
}

/** Reads what {@link encodeServices} wrote; undefined when it is something else. */
export function decodeServices(value: unknown): readonly NamedState[] | undefined {
  const list = typeof value === 'object' && value !== null && 'services' in value ? value.services : undefined;
  if (!Array.isArray(list)) return undefined;
  const read: NamedState[] = [];
  for (const item of list as unknown[]) {
    if (typeof item !== 'object' || item === null) return undefined;
    const { protocol, edition, session, state: encoded } = item as Record<string, unknown>;
    const state = decodeState(encoded);
    if (state === undefined || ![protocol, edition, session].every((name) => typeof name === 'string'))
      return undefined;
    read.push({ protocol: String(protocol), edition: String(edition), session: String(session), state });
  }
  return read;
}

/** Puts rows in place of those that are there; services that nobody has used yet are made. */
export async function restoreServices(pool: ServicePool, states: readonly NamedState[]): Promise<void> {
  for (const { state, ...key } of states) (await pool.get(key)).restore(state);
}
