import { ConformanceError } from '../../core/errors.ts';
import { type KernelMutant, kernelMutants } from './kernel-mutants.ts';
import { type KernelVariant, kernelVariants } from './kernel-variants.ts';
import type { ProtocolCore } from './protocol-core.ts';
import type { ServiceOptions } from './service-options.ts';

/** What options of a service stand for. */
interface Resolved {
  readonly edition: string;
  readonly features: ReadonlySet<string>;
  readonly kernelMutant: KernelMutant | undefined;
  readonly kernelVariant: KernelVariant | undefined;
}

/**
 * Finds what the options name.
 * @throws {ConformanceError} ERR_USAGE for an edition, feature, mutant or variant the protocol does not have.
 */
export function resolveOptions(core: ProtocolCore, options: ServiceOptions): Resolved {
  const { edition = core.defaultEdition, mutant, variant } = options;
  const features = new Set(options.features ?? core.defaultFeatures);
  const known = (kind: string, id: string | undefined, ids: readonly string[]): void => {
    if (id !== undefined && !ids.includes(id))
      throw new ConformanceError('ERR_USAGE', `${core.id} has no ${kind} "${id}"`, {
        hint: `it has: ${ids.join(', ')}`,
      });
  };
  known('edition', edition, core.editions);
  for (const feature of features) known('feature', feature, core.features);
  known('mutant', mutant, idsOf(core.mutants));
  known('kernel mutant', options.kernelMutant, idsOf(kernelMutants));
  known('variant', variant, [...idsOf(core.variants), ...idsOf(kernelVariants)]);
  return {
    edition,
    features,
    kernelMutant: kernelMutants.find(({ id }) => id === options.kernelMutant),
    kernelVariant: kernelVariants.find(({ id }) => id === variant),
  };
}

function idsOf(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}
