import type { Pool } from 'undici';

type PoolClass = typeof Pool;

/** The one module of undici that is needed. Its index would load fetch, caches and web sockets, too: 60 ms of a cold start. */
const poolModule = 'undici/lib/dispatcher/pool.js';

/** Loads undici's connection pool, from its own module where that is found, else with everything. */
export async function loadPool(): Promise<PoolClass> {
  try {
    const { default: loaded } = (await import(poolModule)) as { readonly default: PoolClass };
    if (typeof loaded === 'function') return loaded;
  } catch {
    // Another layout of undici: the index has it for certain.
  }
  return (await import('undici')).Pool;
}
