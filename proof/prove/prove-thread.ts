import { parentPort, workerData } from 'node:worker_threads';
import { loadCore } from '../../mock-server/protocols/index.ts';
import { loadDictionary } from '../../runner/causes/load-dictionary.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { Share } from './prove-edition.ts';
import { proveEditions } from './prove-protocol.ts';

/** What a thread is to do, and what it says when it is done with a protocol. */
export interface ThreadTask {
  readonly protocols: readonly string[];
  readonly share: Omit<Share, 'recorded'>;
  /** Try bugs as far as spec/<id>/proof.json tells of them. */
  readonly recorded: boolean;
}

const { protocols, share, recorded } = workerData as ThreadTask;
for (const protocol of protocols) {
  const subject = { core: await loadCore(protocol), ...(await loadProtocol(protocol)) };
  const known = recorded ? await loadDictionary(protocol) : undefined;
  const findings = await proveEditions(subject, { ...share, ...(known === undefined ? {} : { recorded: known }) });
  parentPort?.postMessage({ protocol, findings });
}
