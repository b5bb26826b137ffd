import { ConformanceError } from '../../core/errors.ts';
import { createService, type Service, type ServiceOptions } from './create-service.ts';
import type { ProtocolCore } from './protocol-core.ts';

/** Which rows: all feature sets of the same three share them. */
interface ServiceKey {
  readonly protocol: string;
  /** Default: the protocol's default edition. */
  readonly edition?: string | undefined;
  /** Default: the shared session, which is never evicted. */
  readonly session?: string | undefined;
}

/** A service that was used, with its full key. */
export interface PooledService {
  readonly key: { readonly protocol: string; readonly edition: string; readonly session: string };
  readonly service: Service;
}

/** Services by protocol, edition and session, made when first asked for. */
export interface ServicePool {
  /** Rejects with ERR_USAGE for a protocol or an edition there is none of. */
  get(key: ServiceKey): Promise<Service>;
  list(): PooledService[];
  /** Forgets a session with all its rows. */
  drop(session: string): boolean;
}

/** The session of those who name none. */
export const sharedSession = 'shared';

/**
 * Creates a pool without services.
 * @param load the core of a protocol
 * @param options for every service; `edition` is the default edition of the protocols that have it
 * @param maxSessions beside the shared one; the least recently used goes first
 */
export function createServicePool(
  load: (id: string) => Promise<ProtocolCore>,
  options: ServiceOptions = {},
  maxSessions = 64,
): ServicePool {
  const cores = new Map<string, Promise<ProtocolCore>>();
  const sessions = new Map<string, Map<string, PooledService>>([[sharedSession, new Map()]]);

  const core = (id: string): Promise<ProtocolCore> => {
    const found = cores.get(id) ?? load(id);
    cores.set(id, found);
    // A failure is told to everybody who waits, and tried anew afterwards.
    found.catch(() => cores.delete(id));
    return found;
  };
  const open = (name: string): Map<string, PooledService> => {
    const found = sessions.get(name) ?? new Map<string, PooledService>();
    sessions.delete(name);
    sessions.set(name, found);
    if (sessions.size > maxSessions + 1) {
      const oldest = [...sessions.keys()].find((other) => other !== sharedSession);
      if (oldest !== undefined) sessions.delete(oldest);
    }
    return found;
  };

  return {
    get: async ({ protocol, edition, session = sharedSession }) => {
      const used = await core(protocol);
      const wanted =
        edition ?? (options.edition && used.editions.includes(options.edition) ? options.edition : used.defaultEdition);
      if (!/^[\w.-]{1,64}$/.test(session))
        throw new ConformanceError('ERR_USAGE', `"${session}" is no session name: letters, digits, "._-", at most 64`);
      // Checked before a session is opened, so that a wrong edition evicts nobody.
      const address = `${protocol} ${wanted}`;
      const found = sessions.get(session)?.get(address);
      if (found && session === sharedSession) return found.service;
      const service = found?.service ?? createService(used, { ...options, edition: wanted });
      open(session).set(address, { key: { protocol, edition: wanted, session }, service });
      return service;
    },
    list: () => [...sessions.values()].flatMap((services) => [...services.values()]),
    drop: (session) => {
      if (session !== sharedSession) return sessions.delete(session);
      sessions.get(session)?.clear();
      return true;
    },
  };
}
