import { ConformanceError } from '../../core/errors.ts';
import { nearestName } from '../../core/nearest-name.ts';
import { executionOf } from './execution-of.ts';
import { kernelMutants } from './kernel-mutants.ts';
import type { MemoryStore } from './memory-store.ts';
import type { ProtocolCore } from './protocol-core.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Otherwise } from './service.ts';

/**
 * A known bug by its name, to be at work in some requests alone.
 * @throws {ConformanceError} ERR_USAGE for a bug that nobody knows, and for one that is in the whole store.
 */
export function bugCalled(
  core: ProtocolCore,
  id: string,
  store: MemoryStore,
  chance: SeededRandom,
): NonNullable<Otherwise['bug']> {
  const bug = core.mutants.find((one) => one.id === id);
  const kernelMutant = kernelMutants.find((one) => one.id === id);
  if (kernelMutant?.defects)
    throw new ConformanceError('ERR_USAGE', `"${id}" is a bug of the whole store: start the service with it`);
  if (bug || kernelMutant) return { mutant: bug?.id, execute: executionOf({ kernelMutant, bug }, store, chance) };
  const known = [...core.mutants, ...kernelMutants].map((one) => one.id);
  const near = nearestName(id, known);
  throw new ConformanceError(
    'ERR_USAGE',
    `${core.id} has no bug "${id}"${near === undefined ? '' : `: did you mean "${near}"?`} \`conformance list mutants\` tells all`,
  );
}
