import { kernelMutants } from '../../mock-server/kernel/kernel-mutants.ts';
import { kernelVariants } from '../../mock-server/kernel/kernel-variants.ts';
import type { Mutant, ProtocolCore, Variant } from '../../mock-server/kernel/protocol-core.ts';

/** Declared by the protocol's core, or shared by all of them. */
type Of<T> = T & { readonly kind: 'protocol' | 'kernel' };

/** The mutants of a protocol's core, or none when the reference server does not know the protocol. */
export async function mutantsOf(protocol: string): Promise<readonly Mutant[]> {
  return (await coreOf(protocol))?.mutants ?? [];
}

/** All mutants that a protocol is proven against, those of the kernel last. */
export async function allMutantsOf(protocol: string): Promise<readonly Of<Mutant>[]> {
  const core = await coreOf(protocol);
  if (core === undefined) return [];
  return [
    ...core.mutants.map((mutant) => ({ ...mutant, kind: 'protocol' as const })),
    ...kernelMutants
      .filter(({ id }) => core.excuses.kernelMutants?.[id] === undefined)
      .map(({ id, title }) => ({ id, title, fails: [], at: [], kind: 'kernel' as const })),
  ];
}

/** All lawful differences that a protocol is proven against, those of the kernel last. */
export async function allVariantsOf(protocol: string): Promise<readonly Of<Variant>[]> {
  const core = await coreOf(protocol);
  if (core === undefined) return [];
  return [
    ...core.variants.map((variant) => ({ ...variant, kind: 'protocol' as const })),
    ...kernelVariants
      .filter(({ id }) => core.unlawfulVariants[id] === undefined)
      .map((variant) => ({ ...variant, kind: 'kernel' as const })),
  ];
}

/** Mutants that a check of this rule must fail. */
export function mutantsAgainst(rule: string, mutants: readonly Mutant[]): readonly Mutant[] {
  return mutants.filter(({ fails }) => fails.includes(rule));
}

async function coreOf(protocol: string): Promise<ProtocolCore | undefined> {
  const { loadCore, protocolIds } = await import('../../mock-server/protocols/index.ts');
  return protocolIds.includes(protocol) ? loadCore(protocol) : undefined;
}
