import { createSoundExecution, type Execution } from './execution.ts';
import type { Handled } from './handle-request.ts';
import type { KernelMutant } from './kernel-mutants.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Mutant } from './protocol-core.ts';
import type { SeededRandom } from './seeded-random.ts';
import { createLateLook, createWindow } from './window.ts';

/**
 * Requests are handled one after the other, but for a bug that leaves something between check and write.
 * @param windowMs instead of the bug's own.
 */
export function executionOf(
  { kernelMutant, bug }: { readonly kernelMutant: KernelMutant | undefined; readonly bug: Mutant | undefined },
  store: MemoryStore,
  chance: SeededRandom,
  windowMs: number | undefined = bug?.windowMs,
): Execution {
  const own = kernelMutant?.createExecution?.(store, chance);
  if (own !== undefined) return own;
  if (bug?.windowMs === undefined || windowMs === undefined) return createSoundExecution(store);
  const isLate = (handled: unknown): boolean => (handled as Handled).mutants.has(bug.id);
  return bug.rereads ? createLateLook(store, windowMs, isLate) : createWindow(store, chance, windowMs, isLate);
}
