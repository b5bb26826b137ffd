import { createHash } from 'node:crypto';

/** 32 bytes that depend on all of these texts and nothing else: the tool's only source of made values. */
export function freshBytes(...parts: readonly string[]): Uint8Array {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** A uniform number in [0, limit), limit up to 2^48. */
export function freshNumber(limit: number, ...parts: readonly string[]): number {
  const bytes = freshBytes(...parts);
  return Number((BigInt(Buffer.from(bytes.subarray(0, 8)).readBigUInt64BE()) * BigInt(limit)) >> 64n);
}
