// A thread of scripts/one-change.mjs: tries its share of the classes of one edition, and says what it found.
import { parentPort, workerData } from 'node:worker_threads';
import { loadCore, loadProtocol, tryChanges } from '../../.conformance/internals/internals.js';

const { protocol, edition, share, only, free } = workerData;
const subject = { core: await loadCore(protocol), ...(await loadProtocol(protocol)) };
parentPort.postMessage(await tryChanges(subject, edition, share, only, free));
