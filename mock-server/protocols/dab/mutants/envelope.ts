import { headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { type Exchange, off } from '../../../kernel/bug.ts';
import { answering, withHeader, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, sends } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { withPage } from './around/editions.ts';
import { callOf, inFeature } from './around/exchanges.ts';
import { refusedAs, saying, withError } from './around/refusals.ts';
import { withRows } from './around/rows-shown.ts';

const correlation = 'x-ms-correlation-id';

/** Bugs of the envelope and of headers. */
export const envelopeMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['own-correlation-id', 'The correlation id that was sent is replaced.', 'DAB-ENV-005', off('DAB-ENV-005')],
      ['correlation-id-on-failures', 'A failure that is not handled has a correlation id.', 'DAB-ENV-011'],
      ['stores-half-characters', 'A text with an unpaired surrogate is stored.', 'DAB-ENV-009', off('DAB-ENV-009')],
      ['production-shows-the-database', 'In production the text of the database is shown.', 'DAB-ENV-010'],
      ['rows-without-envelope', 'A read or write answers with the bare row.', 'DAB-ENV-001'],
      ['errors-are-texts', 'An error is only a text, as the vendor page shows it.', 'DAB-ENV-002'],
      ['error-with-extra-member', 'An error has a fourth member.', 'DAB-ENV-002'],
      ['error-status-is-500', 'The status in an error is always 500.', 'DAB-ENV-002'],
      ['errors-without-text', 'Every error has the same text.', 'DAB-PUT-011'],
      ['unknown-error-code', 'An error has a code outside the list.', 'DAB-ENV-003'],
      ['json-as-text', 'Bodies go out as text/plain.', 'DAB-ENV-004'],
      ['sends-etag', 'Rows carry an ETag.', 'DAB-ENV-007'],
      ['nulls-left-out', 'A row leaves out columns that are null.', 'DAB-ENV-008'],
      ['echoes-any-correlation-id', 'A correlation id that is no GUID is given back.', 'DAB-ENV-005'],
    ],
    {
      'correlation-id-on-failures': off('DAB-ENV-011'),
      'production-shows-the-database': off('DAB-ENV-010'),
      'rows-without-envelope': withJson(decidedBy('DAB-ENV-001'), firstRow),
      'errors-are-texts': withError(decidedBy('DAB-ENV-002'), ({ message = null }) => message),
      'error-with-extra-member': withError(decidedBy('DAB-ENV-002'), (error) => ({ ...error, detail: null })),
      'error-status-is-500': withError(decidedBy('DAB-ENV-002'), (error) => ({ ...error, status: 500 })),
      'errors-without-text': refusedAs(decidedBy('DAB-ENV-002'), { message: 'Request failed.' }),
      'unknown-error-code': withError(decidedBy('DAB-ENV-003'), (error) => ({ ...error, code: 'Oops' })),
      'json-as-text': withHeader(['Content-Type', 'text/plain; charset=utf-8'], all(decidedBy('DAB-ENV-004'), hasBody)),
      'sends-etag': withHeader(['ETag', '"1"'], done(decidedBy('DAB-ENV-001', 'DAB-DOC-001'))),
      'nulls-left-out': withRows(decidedBy('DAB-ENV-008'), (rows) => rows.map((row) => withoutNulls(row))),
      'echoes-any-correlation-id': answering(sends(correlation), ({ request, response }) => ({
        ...response,
        headers: response.headers.map(([name, value]) =>
          name === correlation ? [name, headerValue(request.headers, name) ?? value] : [name, value],
        ),
      })),
    },
    {
      'rows-without-envelope': { breaksShape: true },
      'errors-are-texts': { breaksShape: true },
      'error-with-extra-member': { breaksShape: true },
      'unknown-error-code': { breaksShape: true },
      'json-as-text': withPage,
      'sends-etag': withPage,
    },
  ),
  ...family({ 'production-shows-conflicts': 409, 'production-shows-references': 400 }, (status) => ({
    title: `In production the text of the database is shown with a ${status}.`,
    fails: ['DAB-ENV-010'],
    at: [
      refusedAs(all(inFeature('production-messages'), answered(saying(/ran into an error/), status)), {
        message: '23505: duplicate key value violates unique constraint',
      }),
    ],
  })),
  ...family(
    { 'post-leaves-nulls-out': 'POST', 'put-leaves-nulls-out': 'PUT', 'patch-leaves-nulls-out': 'PATCH' },
    (method) => ({
      title: `The answer to a ${method} leaves out columns that are null.`,
      fails: ['DAB-ENV-008'],
      at: [withRows(all(on(method), decidedBy('DAB-ENV-008')), (rows) => rows.map(withoutNulls))],
    }),
  ),
  ...family(
    { 'post-shows-what-was-sent': 'POST', 'put-shows-what-was-sent': 'PUT', 'patch-shows-what-was-sent': 'PATCH' },
    (method) => ({
      title: `The answer to a ${method} shows the columns that were sent alone.`,
      fails: ['DAB-ENV-008'],
      at: [
        withRows(all(on(method), decidedBy('DAB-ENV-008')), (rows, exchange) =>
          rows.map((row) => asSent(row, exchange)),
        ),
      ],
    }),
  ),
];

/** The row with its key and what was sent. */
function asSent(row: Json, exchange: Exchange): Json {
  const sent = membersOf(exchange.request);
  const key = callOf(exchange)?.entity.key ?? [];
  const isShown = (name: string): boolean => key.includes(name) || sent[name] !== undefined;
  return isJsonObject(row) ? jsonObject(Object.entries(row).filter(([name]) => isShown(name))) : row;
}

function hasBody({ response }: { readonly response: { readonly body: Uint8Array } }): boolean {
  return response.body.length > 0;
}

function firstRow(body: Json): Json {
  const rows = isJsonObject(body) ? body['value'] : undefined;
  return isJsonArray(rows) ? (rows[0] ?? {}) : body;
}

function withoutNulls(row: Json): Json {
  return isJsonObject(row) ? jsonObject(Object.entries(row).filter(([, value]) => value !== null)) : row;
}
