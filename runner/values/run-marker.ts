import { freshBytes } from './fresh-bytes.ts';

/** What unique texts of any run begin with, so that whoever looks after a shared target knows them. */
const ofAllRuns = 'conf';

/** What those of a run begin with: the same for the same seed. */
export function runMarker(seed: string): string {
  return `${ofAllRuns}${lettersAndDigits(freshBytes('marker', seed).subarray(0, 4))}`;
}

/** A letter or a digit for each byte. */
export function lettersAndDigits(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
