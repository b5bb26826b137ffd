import type { Pool } from 'undici';

/** Loads undici's connection pool alone: its index would bring fetch, caches and web sockets, 60 ms of a cold start. */
export async function loadPool(): Promise<typeof Pool> {
  // @ts-expect-error: undici has no types for its inner modules.
  const { default: loaded } = await import('undici/lib/dispatcher/pool.js');
  return loaded as typeof Pool;
}
