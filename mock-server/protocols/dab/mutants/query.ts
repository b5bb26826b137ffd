import { type HttpRequest, splitTarget } from '../../../../core/http.ts';
import { isJsonObject, jsonObject } from '../../../../core/json.ts';
import type { Exchange } from '../../../kernel/bug.ts';
import { off } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { callOf } from './around/exchanges.ts';
import { refusingBad, saying } from './around/refusals.ts';
import { withRows } from './around/rows-shown.ts';

/** Bugs of queries, on reads by key and on writes. */
export const queryMutants: readonly Mutant[] = [
  {
    id: 'unknown-parameters-are-ignored',
    title: 'Unknown query parameters are ignored.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE')],
  },
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
  {
    id: 'unknown-selected-columns-are-ignored',
    title: 'Unknown columns in $select are ignored.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$select of an unknown column')],
  },
  {
    id: 'selected-columns-in-own-spelling',
    title: 'A read names selected columns as the table does.',
    fails: ['DAB-GET-003'],
    at: [taking(done(reads('$select')), inOwnSpelling('$select'))],
  },
  {
    id: 'empty-select-is-all',
    title: 'An empty $select selects all columns.',
    fails: ['DAB-GET-003'],
    at: [taking(({ request }) => optionOf(request, '$select') === '', without('$select'))],
  },
  {
    id: 'parameters-in-any-case',
    title: 'Query parameters may be written in any letter case.',
    fails: ['DAB-GET-003'],
    at: [
      taking(saying(/^Invalid Query Parameter: /), ({ request }) =>
        withOptions(request, (name, value) => [name.toLowerCase(), value]),
      ),
    ],
  },
  {
    id: 'version-is-a-parameter',
    title: 'A version of the interface may be asked for in the query.',
    fails: ['DAB-GET-003'],
    at: [taking(saying(/^Invalid Query Parameter: api-version/), without('api-version'))],
  },
  {
    id: 'no-rows-may-be-asked-for',
    title: 'A $first of 0 is taken.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$first=0')],
  },
  {
    id: 'filter-hides-all',
    title: 'A read by key with a filter shows no row.',
    fails: ['DAB-GET-003'],
    at: [withRows(all(decidedBy('DAB-GET-001'), reads('$filter')), () => [])],
  },
  {
    id: 'unknown-filtered-columns-are-null',
    title: 'An unknown column in $filter is taken for null.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$filter of unknown-path')],
  },
  {
    id: 'unknown-ordering-columns-are-ignored',
    title: 'An unknown column in $orderby is ignored.',
    fails: ['DAB-GET-003'],
    at: [off('DAB-GET-003', '$orderby of unknown-path')],
  },
  {
    id: 'filtered-columns-in-any-case',
    title: 'A filter may name columns in any letter case.',
    fails: ['DAB-GET-003'],
    at: [taking(all(saying(/^Could not find a property named/), reads('$filter')), inOwnSpelling('$filter'))],
  },
  {
    id: 'key-takes-no-order',
    title: 'A read by key with $orderby or $first is refused.',
    fails: ['DAB-GET-003'],
    at: [
      refusingBad(
        all(
          decidedBy('DAB-GET-001', 'DAB-GET-002'),
          ({ request }) => (optionOf(request, '$orderby') ?? optionOf(request, '$first')) !== undefined,
        ),
        'Unexpected query.',
      ),
    ],
  },
  ...family(
    { 'put-takes-no-query': 'PUT', 'patch-takes-no-query': 'PATCH', 'delete-takes-no-query': 'DELETE' },
    (method) => ({
      title: `A ${method} with a query is refused.`,
      fails: ['DAB-GET-003'],
      at: [refusingBad(all(on(method), readsQuery), 'Unexpected query.')],
    }),
  ),
  {
    id: 'continuations-are-checked-on-writes',
    title: 'A write with a continuation that is none is refused.',
    fails: ['DAB-GET-003'],
    at: [
      refusingBad(
        done(all(on('PUT', 'PATCH', 'DELETE'), ({ request }) => optionOf(request, '$after') !== undefined)),
        'Unexpected continuation.',
      ),
    ],
  },
  {
    id: 'select-has-no-effect',
    title: 'A read shows all columns whatever is selected.',
    fails: ['DAB-GET-003'],
    at: [taking(done(reads('$select')), without('$select'))],
  },
  {
    id: 'select-limits-answers-to-writes',
    title: 'A write shows the selected columns only.',
    fails: ['DAB-GET-003'],
    at: [
      withRows(
        done(all(on('PUT', 'PATCH'), ({ request }) => optionOf(request, '$select') !== undefined)),
        (rows, { request }) => {
          const names = optionOf(request, '$select')?.split(',');
          return rows.map((row) =>
            isJsonObject(row) ? jsonObject(Object.entries(row).filter(([name]) => names?.includes(name))) : row,
          );
        },
      ),
    ],
  },
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
