import type { Mutant } from '../../../kernel/protocol-core.ts';
import { mutant } from './mutant.ts';

const editions = ['documented'];

/** Bugs of a server that follows the page. */
export const documentedMutants: readonly Mutant[] = [
  mutant('quotes-refused', 'A revision in quotes is refused although the page shows one.', ['DP-CC-005'], {
    may: ['DP-CC-002'],
    editions,
  }),
  mutant('quoted-revision-not-compared', 'A revision in quotes is no condition at all.', ['DP-CC-002', 'DP-CC-005'], {
    editions,
  }),
  mutant('patch-acknowledged-but-lost', 'A PATCH is acknowledged and forgotten.', ['DP-CC-005'], {
    may: ['DP-CC-002'],
    editions,
  }),
];
