import type { Mutant } from '../../mock-server/kernel/protocol-core.ts';

/** The mutants of a protocol's core, or none when the reference server does not know the protocol. */
export async function mutantsOf(protocol: string): Promise<readonly Mutant[]> {
  const { loadCore, protocolIds } = await import('../../mock-server/protocols/index.ts');
  return protocolIds.includes(protocol) ? (await loadCore(protocol)).mutants : [];
}

/** Mutants that a check of this rule must fail. */
export function mutantsAgainst(rule: string, mutants: readonly Mutant[]): readonly Mutant[] {
  return mutants.filter(({ fails }) => fails.includes(rule));
}
