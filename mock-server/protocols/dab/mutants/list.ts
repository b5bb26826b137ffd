import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, off } from './mutant.ts';

/** Bugs of lists. */
export const listMutants: readonly Mutant[] = [
  off('filter-has-no-effect', 'A read shows all rows whatever the filter.', 'DAB-LST-001', {
    fails: ['DAB-LST-001', 'DAB-GET-003'],
  }),
  off('order-has-no-effect', 'A list comes in the order of its key whatever is asked for.', 'DAB-LST-002'),
  off('lists-come-as-stored', 'Rows that no order tells apart come as they are stored.', 'DAB-LST-003'),
  off('first-has-no-effect', 'A list has as many rows as a page may have, whatever is asked for.', 'DAB-LST-004'),
  off('lists-have-one-page', 'No page of a list has a link to the next one.', 'DAB-LST-005'),
  bug('lists-are-sorted-by-anything', 'A list is sorted by whatever has a value.', ['DAB-GET-003']),
  bug('text-around-a-number-is-ignored', 'A number of rows may have letters around it.', ['DAB-GET-003']),
  off('functions-filter', 'A filter may call functions.', 'DAB-LST-006'),
  bug('last-page-goes-on', 'The last page has a link to a next one.', ['DAB-LST-005']),
  bug('next-link-keeps-the-old-continuation', 'The link to the next page has that to this one as well.', [
    'DAB-LST-005',
  ]),
  bug('next-link-is-empty', 'The link to the next page is an empty text.', ['DAB-LST-005']),
  bug('next-page-forgets-the-query', 'The link to the next page has nothing of the query.', ['DAB-LST-005']),
];
