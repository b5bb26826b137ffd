import { availableParallelism } from 'node:os';
import type { ProtocolCore } from '../../mock-server/kernel/protocol-core.ts';
import { loadCore, protocolIds } from '../../mock-server/protocols/index.ts';
import { loadDictionary } from '../../runner/causes/load-dictionary.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import { proveInThreads } from './prove-in-threads.ts';
import { proveEditions, proveMutants, proveProtocol } from './prove-protocol.ts';
import type { ProtocolProof, ProveReport } from './prove-report.ts';

/** What to prove. */
export interface ProveOptions {
  /** Protocol ids; default: every protocol that has a core. */
  readonly protocols?: readonly string[];
  /** How many threads share the work; 0: none but this one. Default: one per processor, where this is built. */
  readonly threads?: number;
  /** Only mutants whose id contains this: what else must be so is not asked then. */
  readonly only?: string;
  /** Try each bug only until it has shown again enough of what spec/<id>/proof.json says of it. */
  readonly recorded?: boolean;
  /** Told when a protocol is done. */
  readonly onProtocol?: (proof: ProtocolProof) => void;
}

/** Runs the suites against the clean cores, every mutant, every variant and every dumb server, in process. */
export async function prove({
  protocols = protocolIds,
  only,
  recorded = false,
  threads = import.meta.url.endsWith('.js') ? availableParallelism() : 0,
  onProtocol,
}: ProveOptions = {}): Promise<ProveReport> {
  const started = performance.now();
  const findings = threads === 0 ? undefined : proveInThreads(protocols, threads, { only, recorded });
  const cores = new Map<string, ProtocolCore>();
  for (const id of protocolIds) cores.set(id, await loadCore(id));
  const proofs: ProtocolProof[] = [];
  for (const id of protocols) {
    const core = cores.get(id) ?? (await loadCore(id));
    const others = [...cores.values()].filter((other) => other.id !== id);
    const subject = { core, ...(await loadProtocol(id)) };
    const known = recorded ? await loadDictionary(id) : undefined;
    const share = {
      ...{ index: 0, of: 1 },
      ...(only === undefined ? {} : { only }),
      ...(known === undefined ? {} : { recorded: known }),
    };
    const found = findings?.get(id) ?? proveEditions(subject, share);
    const proof = await (only === undefined
      ? proveProtocol(subject, others, found, known)
      : proveMutants(subject, found));
    proofs.push(proof);
    onProtocol?.(proof);
  }
  return { protocols: proofs, durationMs: performance.now() - started };
}
