import type { Variant } from '../../kernel/protocol-core.ts';

/** Lawful differences. */
export const variants: readonly Variant[] = [
  {
    id: 'no-location-on-upsert',
    title: 'An inserting PUT or PATCH has no Location at all.',
    because: 'the Location page says that it may be left out (DAB-PUT-003)',
    editions: ['v1', 'v2', 'v2.1'],
  },
];

/** Kernel variants that rules of this protocol forbid. */
export const unlawfulVariants: Readonly<Record<string, string>> = {
  'extra-members': 'an error has exactly three members (DAB-ENV-002), an answer exactly the member value (DAB-ENV-001)',
};
