import type { Store } from '../../../kernel/store.ts';
import type { World } from '../../../kernel/world.ts';

const shape = /^[A-Za-z0-9+/]{11}=$/;

/** Base64 of the 8 bytes of an unsigned big-endian number: how SQL Server's rowversion goes over the wire. */
export function encodeRowversion(value: bigint): string {
  const bytes = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(8 * (7 - index))) & 0xffn));
  return btoa(String.fromCharCode(...bytes));
}

/** The number behind a TimeStamp; undefined when it is not base64 of exactly 8 bytes. */
export function decodeRowversion(text: string): bigint | undefined {
  if (!shape.test(text)) return undefined;
  const bytes = atob(text);
  if (btoa(bytes) !== text) return undefined;
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte.charCodeAt(0));
  return value;
}

/** Where the counter of a fresh server starts: the vendor's sample of a category shows this value (AAAAAEa7mU4=). */
export const firstRowversion = 0x46bb994en;

/**
 * The TimeStamp of the next write. One counter serves the whole database and other tables use it up as well, so values
 * rise by steps of any size (M42-TS-006, M42-TS-007).
 */
export function nextTimeStamp(store: Store, world: World): string {
  const value = store.next('rowversion', firstRowversion);
  // Used up by others before the next write here.
  const most = world.variant('rowversion-gaps') ? 300 : 3;
  for (let used = Math.floor(world.random() * most); used > 0; used--) store.next('rowversion');
  world.cites('M42-TS-006');
  return encodeRowversion(value);
}

/** Where a TimeStamp comes from, so that the next write can be given this one. */
export function counterOf(timeStamp: string): { readonly counter: string; readonly value: bigint } | undefined {
  const value = decodeRowversion(timeStamp);
  return value === undefined || value === 0n ? undefined : { counter: 'rowversion', value };
}
