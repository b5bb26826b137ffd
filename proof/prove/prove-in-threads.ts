import { Worker } from 'node:worker_threads';
import { type EditionFindings, joinShares } from './prove-edition.ts';
import type { ThreadTask } from './prove-thread.ts';

/** Findings of the editions of each protocol. */
export type Findings = ReadonlyMap<string, Promise<readonly EditionFindings[]>>;

/**
 * Proves protocols one after the other in several threads, each of which tries its share of the mutants and variants.
 * A thread that fails makes all that is not done fail.
 * `only`: only mutants whose id contains this. `recorded`: bugs are tried as far as spec/<id>/proof.json tells of them.
 */
export function proveInThreads(
  protocols: readonly string[],
  threads: number,
  { only, recorded = false }: { readonly only?: string | undefined; readonly recorded?: boolean } = {},
): Findings {
  const done = protocols.map((protocol) => ({ protocol, shares: [] as Promise<readonly EditionFindings[]>[] }));
  for (let index = 0; index < threads; index++) {
    const share = { index, of: threads, ...(only === undefined ? {} : { only }) };
    const task: ThreadTask = { protocols, share, recorded };
    const worker = new Worker(new URL('prove-thread.js', import.meta.url), { workerData: task });
    for (const { protocol, shares } of done) shares.push(findingsOf(worker, protocol));
  }
  return new Map(
    done.map(({ protocol, shares }) => {
      const joined = Promise.all(shares).then((all) => join(all));
      // Whoever asks is told; nobody may ask before it has failed.
      joined.catch(() => undefined);
      return [protocol, joined];
    }),
  );
}

function findingsOf(worker: Worker, protocol: string): Promise<readonly EditionFindings[]> {
  return new Promise((resolve, reject) => {
    worker.on('message', (said: { readonly protocol: string; readonly findings: readonly EditionFindings[] }) => {
      if (said.protocol === protocol) resolve(said.findings);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error(`a thread ended before it had proven ${protocol}`)));
  });
}

function join(shares: readonly (readonly EditionFindings[])[]): readonly EditionFindings[] {
  return (shares[0] ?? []).map((first, edition) =>
    joinShares([first, ...shares.slice(1).flatMap((share) => share.slice(edition, edition + 1))]),
  );
}
