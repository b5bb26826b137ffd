import type { Variant } from '../../kernel/protocol-core.ts';

/** Lawful differences. */
export const variants: readonly Variant[] = [
  {
    id: 'no-location-on-upsert',
    title: 'An inserting PUT or PATCH has no Location at all.',
    because: 'the Location page says that it may be left out (DAB-PUT-003)',
    editions: ['v1', 'v2', 'v2.1'],
  },
  {
    id: 'compresses',
    title: 'An answer is compressed where the client accepts gzip.',
    because: 'the overview lets it be configured (DAB-NEG-003)',
    editions: ['v1', 'v2', 'v2.1'],
  },
  {
    id: 'no-charset',
    title: 'JSON goes out without the parameter charset.',
    because: 'application/json has no such parameter; only the media type is a rule (DAB-ENV-004)',
  },
  {
    id: 'correlation-id-in-capitals',
    title: 'The correlation id that was sent comes back in capitals.',
    because: 'a GUID has no letter case (DAB-ENV-005)',
    editions: ['v1', 'v2', 'v2.1'],
  },
  {
    id: 'relative-next-link',
    title: 'The link to the next page is relative.',
    because: 'the page on $after says that it may be so configured (DAB-LST-005)',
    editions: ['v2', 'v2.1'],
  },
];

/** Kernel variants that rules of this protocol forbid. */
export const unlawfulVariants: Readonly<Record<string, string>> = {
  'number-spelling':
    'keys are read back into URLs in the digits they are shown with, and an integer with a fraction is none (DAB-KEY-014)',
  'extra-members': 'an error has exactly three members (DAB-ENV-002), an answer exactly the member value (DAB-ENV-001)',
};
