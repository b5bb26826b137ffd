import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from optimizing what a run of a few seconds does not do often enough to gain by it. For processes of our own only:
 * the flags hold for the whole process.
 */
export function tuneEngine(): void {
  // undici's parser is one huge function of WebAssembly. To optimize it takes 70 ms, for which the process waits at its end, and 35 MB.
  setFlagsFromString('--wasm-tiering-budget=1000000000');
  // The optimizer works beside the run, on the core that the other process needs: a quarter of a whole run. V8 13 has no such flag.
  if (Number.parseInt(process.versions.v8, 10) < 13) setFlagsFromString('--interrupt-budget=500000');
}
