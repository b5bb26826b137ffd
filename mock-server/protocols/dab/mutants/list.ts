import { type Attachment, atSeam, off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { done } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import * as seams from '../seams.ts';
import { saying } from './around/refusals.ts';

/** Bugs of lists. */
export const listMutants: readonly Mutant[] = mutantsOf(
  [
    ['order-has-no-effect', 'A list comes in the order of its key whatever is asked for.', 'DAB-LST-002'],
    ['lists-come-as-stored', 'Rows that no order tells apart come as they are stored.', 'DAB-LST-003'],
    ['first-has-no-effect', 'A list has as many rows as a page may have, whatever is asked for.', 'DAB-LST-004'],
    ['lists-have-one-page', 'No page of a list has a link to the next one.', 'DAB-LST-005', off('DAB-LST-005')],
    ['functions-filter', 'A filter may call functions.', 'DAB-LST-006', off('DAB-LST-006')],
    ['filter-has-no-effect', 'A read shows all rows whatever the filter.', ['DAB-LST-001', 'DAB-GET-003']],
    ['lists-are-sorted-by-anything', 'A list is sorted by whatever has a value.', 'DAB-GET-003'],
    ['text-around-a-number-is-ignored', 'A number of rows may have letters around it.', 'DAB-GET-003'],
    ['last-page-goes-on', 'The last page has a link to a next one.', 'DAB-LST-005'],
    ['next-link-keeps-the-old-continuation', 'The link to the next page has that to this one as well.', 'DAB-LST-005'],
    ['full-pages-go-on', 'A page with as many rows as were asked for has a link.', 'DAB-LST-005'],
    ['pages-with-a-number-go-on', 'Every page of which a number of rows was asked for has a link.', 'DAB-LST-005'],
    ['null-is-least', 'Null is less than any value in a filter.', 'DAB-LST-001'],
    ['null-is-most', 'Null is more than any value in a filter.', 'DAB-LST-001'],
    ['next-link-is-empty', 'The link to the next page is an empty text.', 'DAB-LST-005'],
    [
      'next-link-names-the-server',
      'A link to the next page never has what a proxy forwards.',
      'DAB-LST-007',
      off('DAB-LST-007', 'forwarded'),
    ],
    [
      'next-link-forwards-anything',
      'A link to the next page has any text that is forwarded.',
      'DAB-LST-007',
      off('DAB-LST-007', 'validity'),
    ],
    ['next-page-forgets-the-query', 'The link to the next page has nothing of the query.', 'DAB-LST-005'],
  ],
  {
    'order-has-no-effect': off('DAB-LST-002'),
    'lists-come-as-stored': off('DAB-LST-003'),
    'first-has-no-effect': off('DAB-LST-004'),
    'filter-has-no-effect': off('DAB-LST-001'),
    'lists-are-sorted-by-anything': off('DAB-GET-003', '$orderby of an expression'),
    'text-around-a-number-is-ignored': taking(saying(/^Invalid number of items/), ({ request }) =>
      withOptions(request, (name, value) => [name, name === '$first' ? value.replaceAll(/[a-z]/g, '') : value]),
    ),
    'last-page-goes-on': atSeam(seams.nextLink, (sound, { link }) => sound ?? link),
    'next-link-keeps-the-old-continuation': atSeam(
      seams.nextLink,
      (sound, { call: { query } }) => sound?.replace(/\?.*&/, `?${query}&`),
      ({ call: { query } }) => query?.includes('$after=') === true,
    ),
    'full-pages-go-on': atSeam(
      seams.nextLink,
      (sound, { link }) => sound ?? link,
      ({ call: { query } }) => /[$]first=4(?!\d)/.test(query ?? ''),
    ),
    'pages-with-a-number-go-on': atSeam(
      seams.nextLink,
      (sound, { link }) => sound ?? link,
      ({ call: { query } }) => query?.includes('$first=') === true,
    ),
    'null-is-least': showingNulls(/^l[te]$/),
    'null-is-most': showingNulls(/^g[te]$/),
    'next-link-is-empty': atSeam(seams.nextLink, (sound) => sound && ''),
    'next-page-forgets-the-query': atSeam(seams.nextLink, (sound) => sound?.replace(/\?.*&/, '?&')),
  },
);

/** Adds the rows to a filtered list in which the column that it compares last is null. */
function showingNulls(operator: RegExp): Attachment {
  const comparison = /[(](\w+) (\w\w) -?\d+[)]$/;
  const compares: When = ({ request }) => operator.test(comparison.exec(optionOf(request, '$filter') ?? '')?.[2] ?? '');
  return taking(done(compares), ({ request }) =>
    withOptions(request, (name, value) => [
      name,
      name === '$filter' ? value.replace(comparison, (text, column) => `(${text} or ${column} eq null)`) : value,
    ]),
  );
}
