import { describe, expect, it } from 'vitest';
import { dab } from '../../mock-server/protocols/dab/index.ts';
import { allMutantsOf, allVariantsOf, mutantsOf } from './mutants-of.ts';

const idsOf = (list: readonly { readonly id: string; readonly kind: string }[], kind: string): string[] =>
  list.filter((one) => one.kind === kind).map(({ id }) => id);

describe('the mutants and variants of a protocol', () => {
  it('are those of its core and those of the kernel, unless they are excused or unlawful there', async () => {
    const mutants = await allMutantsOf('dab');
    expect(idsOf(mutants, 'protocol')).toEqual(dab.mutants.map(({ id }) => id));
    expect(idsOf(mutants, 'kernel')).toContain('answers-before-commit');
    expect(idsOf(mutants, 'kernel')).not.toContain(Object.keys(dab.excuses.kernelMutants ?? {})[0]);
    const variants = await allVariantsOf('dab');
    expect(idsOf(variants, 'protocol')).toEqual(dab.variants.map(({ id }) => id));
    expect(idsOf(variants, 'kernel')).toContain('busy');
  });

  it('are none for a protocol that the reference server does not know', async () => {
    expect(await allMutantsOf('toy')).toEqual([]);
    expect(await allVariantsOf('toy')).toEqual([]);
    expect(await mutantsOf('toy')).toEqual([]);
  });
});
