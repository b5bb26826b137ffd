import { atSeam, off } from '../../../kernel/bug.ts';
import { notKeeping } from '../../../kernel/bugs/family.ts';
import { withOptions } from '../../../kernel/bugs/other-request.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import * as seams from '../seams.ts';
import { saying } from './around/refusals.ts';

/** Bugs of lists. */
export const listMutants: readonly Mutant[] = [
  ...notKeeping({
    'order-has-no-effect': ['DAB-LST-002', 'A list comes in the order of its key whatever is asked for.'],
    'lists-come-as-stored': ['DAB-LST-003', 'Rows that no order tells apart come as they are stored.'],
    'first-has-no-effect': ['DAB-LST-004', 'A list has as many rows as a page may have, whatever is asked for.'],
    'lists-have-one-page': ['DAB-LST-005', 'No page of a list has a link to the next one.'],
    'functions-filter': ['DAB-LST-006', 'A filter may call functions.'],
  }),
  {
    id: 'filter-has-no-effect',
    title: 'A read shows all rows whatever the filter.',
    fails: ['DAB-LST-001', 'DAB-GET-003'],
    at: [off('DAB-LST-001')],
  },
  {
    id: 'lists-are-sorted-by-anything',
    title: 'A list is sorted by whatever has a value.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$orderby of an expression')],
  },
  {
    id: 'text-around-a-number-is-ignored',
    title: 'A number of rows may have letters around it.',
    fails: ['DAB-GET-003'],
    at: [
      taking(saying(/^Invalid number of items/), ({ request }) =>
        withOptions(request, (name, value) => [name, name === '$first' ? value.replaceAll(/[a-z]/g, '') : value]),
      ),
    ],
  },
  {
    id: 'last-page-goes-on',
    title: 'The last page has a link to a next one.',
    fails: ['DAB-LST-005'],
    at: [atSeam(seams.nextLink, (sound, { link }) => sound ?? link)],
  },
  {
    id: 'next-link-keeps-the-old-continuation',
    title: 'The link to the next page has that to this one as well.',
    fails: ['DAB-LST-005'],
    at: [
      atSeam(
        seams.nextLink,
        (sound, { call: { query } }) => sound?.replace(/\?.*&/, `?${query}&`),
        ({ call: { query } }) => query?.includes('$after=') === true,
      ),
    ],
  },
  {
    id: 'next-link-is-empty',
    title: 'The link to the next page is an empty text.',
    fails: ['DAB-LST-005'],
    at: [atSeam(seams.nextLink, (sound) => sound && '')],
  },
  {
    id: 'next-page-forgets-the-query',
    title: 'The link to the next page has nothing of the query.',
    fails: ['DAB-LST-005'],
    at: [atSeam(seams.nextLink, (sound) => sound?.replace(/\?.*&/, '?&'))],
  },
];
