import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, inV1, off, withPage } from './mutant.ts';

/** Bugs of POST, GET and DELETE. */
export const rowMutants: readonly Mutant[] = [
  off('get-doubles', 'A read by key shows the row twice.', 'DAB-GET-001'),
  off('get-misses-with-404', 'A read by key of a missing row is answered 404.', 'DAB-GET-002'),
  bug('get-hides-rows', 'A read by key shows no row.', ['DAB-POS-001', 'DAB-PUT-005'], withPage),
  off('relative-location', 'A POST answers with a Location that leads nowhere.', 'DAB-POS-001'),
  off('delete-is-200', 'A DELETE is answered 200 with a body.', 'DAB-DEL-001', {
    fails: ['DAB-DEL-001', 'DAB-CON-008'],
  }),
  bug('delete-keeps-row', 'A DELETE is answered 204, and the row stays.', ['DAB-DEL-001', 'DAB-GET-002'], withPage),
  off('delete-misses-with-204', 'A DELETE of a missing row is answered 204.', 'DAB-DEL-002', {
    fails: ['DAB-DEL-002', 'DAB-CON-007'],
  }),
  bug('composite-location-in-other-order', 'A Location has the key parts in another order.', ['DAB-POS-002']),
  off('forwarded-headers-are-ignored', 'Forwarded scheme and host are ignored.', 'DAB-POS-003'),
  bug('forwarded-headers-count-in-1-x', 'Forwarded scheme and host are used.', ['DAB-POS-001'], inV1),
  off('post-takes-key-and-query', 'A POST may have a key or a query.', 'DAB-POS-004'),
  bug('refused-post-inserts', 'A POST with a key or query is refused, and yet the row is inserted.', ['DAB-POS-004']),
  off('post-names-no-member', 'A POST with an unknown member has the text of a PUT.', 'DAB-POS-005'),
  off('post-replaces', 'A POST of a taken key replaces the row.', 'DAB-POS-006', {
    fails: ['DAB-POS-006', 'DAB-CON-003'],
  }),
  off('location-is-encoded', 'A key in a Location is percent-encoded.', 'DAB-POS-007'),
  bug('odd-key-is-not-inserted', 'A row whose key a header cannot hold is not inserted.', ['DAB-POS-007']),
  off('unknown-parameters-are-ignored', 'Unknown query parameters are ignored.', 'DAB-GET-003'),
  ...['get', 'put', 'patch', 'delete'].map((method) =>
    bug(`${method}-ignores-unknown-parameters`, `A ${method.toUpperCase()} ignores unknown query parameters.`, [
      'DAB-GET-003',
    ]),
  ),
  bug('unknown-selected-columns-are-ignored', 'Unknown columns in $select are ignored.', ['DAB-GET-003']),
  bug('selected-columns-in-own-spelling', 'A read names selected columns as the table does.', ['DAB-GET-003']),
  bug('empty-select-is-all', 'An empty $select selects all columns.', ['DAB-GET-003']),
  bug('parameters-in-any-case', 'Query parameters may be written in any letter case.', ['DAB-GET-003']),
  bug('version-is-a-parameter', 'A version of the interface may be asked for in the query.', ['DAB-GET-003']),
  bug('no-rows-may-be-asked-for', 'A $first of 0 is taken.', ['DAB-GET-003']),
  bug('filter-hides-all', 'A read by key with a filter shows no row.', ['DAB-GET-003']),
  bug('unknown-filtered-columns-are-null', 'An unknown column in $filter is taken for null.', ['DAB-GET-003']),
  bug('unknown-ordering-columns-are-ignored', 'An unknown column in $orderby is ignored.', ['DAB-GET-003']),
  bug('filtered-columns-in-any-case', 'A filter may name columns in any letter case.', ['DAB-GET-003']),
  bug('key-takes-no-order', 'A read by key with $orderby or $first is refused.', ['DAB-GET-003']),
  bug('put-takes-no-query', 'A PUT with a query is refused.', ['DAB-GET-003']),
  bug('patch-takes-no-query', 'A PATCH with a query is refused.', ['DAB-GET-003']),
  bug('delete-takes-no-query', 'A DELETE with a query is refused.', ['DAB-GET-003']),
  bug('continuations-are-checked-on-writes', 'A write with a continuation that is none is refused.', ['DAB-GET-003']),
  bug('select-has-no-effect', 'A read shows all columns whatever is selected.', ['DAB-GET-003']),
  bug('select-limits-answers-to-writes', 'A write shows the selected columns only.', ['DAB-GET-003']),
  off('referenced-rows-are-deleted', 'A row is deleted though another refers to it.', 'DAB-DEL-003'),
  bug('delete-minds-a-body', 'A DELETE with a body is refused.', ['DAB-DEL-003']),
  bug('refused-delete-deletes', 'A DELETE is refused, and yet the row is gone.', ['DAB-DEL-003', 'DAB-AUT-011']),
];
