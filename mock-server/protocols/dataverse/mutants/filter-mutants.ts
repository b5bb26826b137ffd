import type { Attachment } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, on } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in what a filter compares and joins. */
export const filterMutants: readonly Mutant[] = mutantsOf(
  [
    ['filter-takes-eq-for-ge', 'In a filter eq is taken for ge.', 'DV-LST-013', filtering(/ eq (?=2$)/, ' ge ')],
    ['filter-passes-over-unequal', 'In a filter ne holds always.', 'DV-LST-013', filtering(/\w+ ne \d/, 'true')],
    ['filter-takes-gt-for-ge', 'In a filter gt is taken for ge.', 'DV-LST-013', filtering(/ gt (?=2)/, ' ge ')],
    ['filter-takes-ge-for-gt', 'In a filter ge is taken for gt.', 'DV-LST-013', filtering(/ ge /, ' gt ')],
    ['filter-takes-lt-for-le', 'In a filter lt is taken for le.', 'DV-LST-013', filtering(/ lt (?=2)/, ' le ')],
    ['filter-takes-le-for-lt', 'In a filter le is taken for lt.', 'DV-LST-013', filtering(/ le /, ' lt ')],
    ['filter-takes-and-for-or', 'In a filter and is taken for or.', 'DV-LST-013', filtering(/ and (?=\w+ lt)/, ' or ')],
    ['filter-takes-or-for-and', 'In a filter or is taken for and.', 'DV-LST-013', filtering(/ or (?=\w+ eq)/, ' and ')],
    ['filter-passes-over-not', 'In a filter not means nothing.', 'DV-LST-013', filtering(/ not (?=\()/, ' ')],
    [
      'filter-goes-from-left-to-right',
      'In a filter and goes no sooner than or.',
      'DV-LST-013',
      filtering(/\((\w+ eq \d or \w+ eq \d)(?= and)/, '(($1)'),
    ],
  ],
  {},
);

/** Reads a filter with something else in place of what this fits. */
export function filtering(pattern: RegExp, other: string): Attachment {
  return taking(
    all(on('GET'), ({ request }) => (optionOf(request, '$filter') ?? '').search(pattern) >= 0),
    ({ request }) =>
      withOptions(request, (name, value) => [name, name === '$filter' ? value.replace(pattern, other) : value]),
  );
}
