import { ConformanceError } from '../../core/errors.ts';
import type { ProtocolCore } from '../kernel/protocol-core.ts';

/** One line per protocol. A protocol's code is loaded when it is asked for. */
const loaders: Readonly<Record<string, () => Promise<ProtocolCore>>> = {
  dab: async () => (await import('./dab/index.ts')).dab,
  dataverse: async () => (await import('./dataverse/index.ts')).dataverse,
  dialogporten: async () => (await import('./dialogporten/index.ts')).dialogporten,
  matrix42: async () => (await import('./matrix42/index.ts')).matrix42,
};

/** Protocols the reference server knows, sorted. */
export const protocolIds: readonly string[] = Object.keys(loaders);

/**
 * Loads the core of one protocol.
 * @throws {ConformanceError} ERR_USAGE for a protocol there is none of.
 */
export async function loadCore(id: string): Promise<ProtocolCore> {
  const load = Object.hasOwn(loaders, id) ? loaders[id] : undefined;
  if (load) return load();
  throw new ConformanceError('ERR_USAGE', `there is no protocol "${id}"`, {
    hint: `there are: ${protocolIds.join(', ')}`,
  });
}
