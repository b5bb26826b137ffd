import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import { isJsonObject, jsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { callOf } from './around/exchanges.ts';
import { refusingBad, saying } from './around/refusals.ts';
import { withRows } from './around/rows-shown.ts';

/** Bugs of queries, on reads by key and on writes. */
export const queryMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['unknown-parameters-are-ignored', 'Unknown query parameters are ignored.', 'DAB-GET-003'],
      ['unknown-selected-columns-are-ignored', 'Unknown columns in $select are ignored.', 'DAB-GET-003'],
      ['selected-columns-in-own-spelling', 'A read names selected columns as the table does.', 'DAB-GET-003'],
      ['empty-select-is-all', 'An empty $select selects all columns.', 'DAB-GET-003'],
      ['parameters-in-any-case', 'Query parameters may be written in any letter case.', 'DAB-GET-003'],
      ['version-is-a-parameter', 'A version of the interface may be asked for in the query.', 'DAB-GET-003'],
      ['no-rows-may-be-asked-for', 'A $first of 0 is taken.', 'DAB-GET-003', off('DAB-GET-003', '$first=0')],
      ['filter-hides-all', 'A read by key with a filter shows no row.', 'DAB-GET-003'],
      ['unknown-filtered-columns-are-null', 'An unknown column in $filter is taken for null.', 'DAB-GET-003'],
      ['unknown-ordering-columns-are-ignored', 'An unknown column in $orderby is ignored.', 'DAB-GET-003'],
      ['filtered-columns-in-any-case', 'A filter may name columns in any letter case.', 'DAB-GET-003'],
      ['key-takes-no-order', 'A read by key with $orderby or $first is refused.', 'DAB-GET-003'],
      ['continuations-are-checked-on-writes', 'A write with a continuation that is none is refused.', 'DAB-GET-003'],
      ['select-has-no-effect', 'A read shows all columns whatever is selected.', 'DAB-GET-003'],
      ['select-limits-answers-to-writes', 'A write shows the selected columns only.', 'DAB-GET-003'],
    ],
    {
      'unknown-parameters-are-ignored': off('DAB-GET-003', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
      'unknown-selected-columns-are-ignored': off('DAB-GET-003', '$select of an unknown column'),
      'selected-columns-in-own-spelling': taking(done(reads('$select')), inOwnSpelling('$select')),
      'empty-select-is-all': taking(({ request }) => optionOf(request, '$select') === '', without('$select')),
      'parameters-in-any-case': taking(saying(/^Invalid Query Parameter: /), ({ request }) =>
        withOptions(request, (name, value) => [name.toLowerCase(), value]),
      ),
      'version-is-a-parameter': taking(saying(/^Invalid Query Parameter: api-version/), without('api-version')),
      'filter-hides-all': withRows(all(decidedBy('DAB-GET-001'), reads('$filter')), () => []),
      'unknown-filtered-columns-are-null': off('DAB-GET-003', '$filter of unknown-path'),
      'unknown-ordering-columns-are-ignored': off('DAB-GET-003', '$orderby of unknown-path'),
      'filtered-columns-in-any-case': taking(
        all(saying(/^Could not find a property named/), reads('$filter')),
        inOwnSpelling('$filter'),
      ),
      'key-takes-no-order': refusingBad(
        all(
          decidedBy('DAB-GET-001', 'DAB-GET-002'),
          ({ request }) => (optionOf(request, '$orderby') ?? optionOf(request, '$first')) !== undefined,
        ),
        'Unexpected query.',
      ),
      'continuations-are-checked-on-writes': refusingBad(
        done(all(on('PUT', 'PATCH', 'DELETE'), ({ request }) => optionOf(request, '$after') !== undefined)),
        'Unexpected continuation.',
      ),
      'select-has-no-effect': taking(done(reads('$select')), without('$select')),
      'select-limits-answers-to-writes': withRows(
        done(all(on('PUT', 'PATCH'), ({ request }) => optionOf(request, '$select') !== undefined)),
        (rows, { request }) => {
          const names = optionOf(request, '$select')?.split(',');
          return rows.map((row) =>
            isJsonObject(row) ? jsonObject(Object.entries(row).filter(([name]) => names?.includes(name))) : row,
          );
        },
      ),
    },
  ),
  ...family(
    {
      'get-ignores-unknown-parameters': 'GET',
      'put-ignores-unknown-parameters': 'PUT',
      'patch-ignores-unknown-parameters': 'PATCH',
      'delete-ignores-unknown-parameters': 'DELETE',
    },
    (method) => ({
      title: `A ${method} ignores unknown query parameters.`,
      fails: ['DAB-GET-003'],
      at: [off('DAB-GET-003', method)],
    }),
  ),
  ...family(
    { 'put-takes-no-query': 'PUT', 'patch-takes-no-query': 'PATCH', 'delete-takes-no-query': 'DELETE' },
    (method) => ({
      title: `A ${method} with a query is refused.`,
      fails: ['DAB-GET-003'],
      at: [refusingBad(all(on(method), readsQuery), 'Unexpected query.')],
    }),
  ),
];

/** Did the query come to be looked at? */
function readsQuery({ request, response, rules }: Exchange): boolean {
  return Boolean(splitTarget(request.target).query) && (response.status < 300 || rules.has('DAB-GET-003'));
}

function reads(option: string): When {
  return ({ request }) => request.method === 'GET' && optionOf(request, option) !== undefined;
}

function without(option: string): (exchange: Exchange) => HttpRequest {
  return ({ request }) => withOptions(request, (name, value) => (name === option ? undefined : [name, value]));
}

/** Spells the columns that an option names as the table does. */
function inOwnSpelling(option: string): (exchange: Exchange) => HttpRequest {
  return (exchange) => {
    const names = callOf(exchange)?.entity.columns.map(({ exposed }) => exposed) ?? [];
    const own = (word: string): string => names.find((name) => name.toLowerCase() === word.toLowerCase()) ?? word;
    return withOptions(exchange.request, (name, value) => [
      name,
      name === option ? value.replaceAll(/\w+/g, own) : value,
    ]);
  };
}
