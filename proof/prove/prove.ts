import type { ProtocolCore } from '../../mock-server/kernel/protocol-core.ts';
import { loadCore, protocolIds } from '../../mock-server/protocols/index.ts';
import { loadProtocol } from '../../runner/load/load-protocol.ts';
import { proveProtocol } from './prove-protocol.ts';
import type { ProtocolProof, ProveReport } from './prove-report.ts';

/** What to prove. */
export interface ProveOptions {
  /** Protocol ids; default: every protocol that has a core. */
  readonly protocols?: readonly string[];
  /** Told when a protocol is done. */
  readonly onProtocol?: (proof: ProtocolProof) => void;
}

/** Runs the suites against the clean cores, every mutant, every variant and every dumb server, in process. */
export async function prove({ protocols = protocolIds, onProtocol }: ProveOptions = {}): Promise<ProveReport> {
  const started = performance.now();
  const cores = new Map<string, ProtocolCore>();
  for (const id of protocolIds) cores.set(id, await loadCore(id));
  const proofs: ProtocolProof[] = [];
  for (const id of protocols) {
    const core = cores.get(id) ?? (await loadCore(id));
    const others = [...cores.values()].filter((other) => other.id !== id);
    const proof = await proveProtocol({ core, ...(await loadProtocol(id)) }, others);
    proofs.push(proof);
    onProtocol?.(proof);
  }
  return { protocols: proofs, durationMs: performance.now() - started };
}
