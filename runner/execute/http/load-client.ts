import type { Client } from 'undici';

/** Loads undici's client alone: its index would bring fetch, caches and web sockets, 60 ms of a cold start. */
export async function loadClient(): Promise<typeof Client> {
  // @ts-expect-error: undici has no types for its inner modules.
  const { default: loaded } = await import('undici/lib/dispatcher/client.js');
  return loaded as typeof Client;
}
