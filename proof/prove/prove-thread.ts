import { parentPort, workerData } from 'node:worker_threads';
import { loadCore } from '../../mock-server/protocols/index.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import type { Share } from './prove-edition.ts';
import { proveEditions } from './prove-protocol.ts';

/** What a thread is to do, and what it says when it is done with a protocol. */
export interface ThreadTask {
  readonly protocols: readonly string[];
  readonly share: Share;
}

const { protocols, share } = workerData as ThreadTask;
for (const protocol of protocols) {
  const subject = { core: await loadCore(protocol), ...(await loadProtocol(protocol)) };
  parentPort?.postMessage({ protocol, findings: await proveEditions(subject, share) });
}
