import { headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { answering, withHeader, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { notKeeping } from '../../../kernel/bugs/family.ts';
import { all, decidedBy, done, sends } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refusedAs, withError } from './around/refusals.ts';
import { withRows } from './around/rows-shown.ts';

const correlation = 'x-ms-correlation-id';

/** Bugs of the envelope and of headers. */
export const envelopeMutants: readonly Mutant[] = [
  ...notKeeping({
    'own-correlation-id': ['DAB-ENV-005', 'The correlation id that was sent is replaced.'],
    'correlation-id-on-failures': ['DAB-ENV-011', 'A failure that is not handled has a correlation id.'],
    'stores-half-characters': ['DAB-ENV-009', 'A text with an unpaired surrogate is stored.'],
    'production-shows-the-database': ['DAB-ENV-010', 'In production the text of the database is shown.'],
  }),
  {
    id: 'rows-without-envelope',
    title: 'A read or write answers with the bare row.',
    fails: ['DAB-ENV-001'],
    at: [withJson(decidedBy('DAB-ENV-001'), firstRow)],
    breaksShape: true,
  },
  {
    id: 'errors-are-texts',
    title: 'An error is only a text, as the vendor page shows it.',
    fails: ['DAB-ENV-002'],
    at: [withError(decidedBy('DAB-ENV-002'), ({ message = null }) => message)],
    breaksShape: true,
  },
  {
    id: 'error-with-extra-member',
    title: 'An error has a fourth member.',
    fails: ['DAB-ENV-002'],
    at: [withError(decidedBy('DAB-ENV-002'), (error) => ({ ...error, detail: null }))],
    breaksShape: true,
  },
  {
    id: 'error-status-is-500',
    title: 'The status in an error is always 500.',
    fails: ['DAB-ENV-002'],
    at: [withError(decidedBy('DAB-ENV-002'), (error) => ({ ...error, status: 500 }))],
  },
  {
    id: 'errors-without-text',
    title: 'Every error has the same text.',
    fails: ['DAB-PUT-011'],
    at: [refusedAs(decidedBy('DAB-ENV-002'), { message: 'Request failed.' })],
  },
  {
    id: 'unknown-error-code',
    title: 'An error has a code outside the list.',
    fails: ['DAB-ENV-003'],
    at: [withError(decidedBy('DAB-ENV-003'), (error) => ({ ...error, code: 'Oops' }))],
    breaksShape: true,
  },
  {
    id: 'json-as-text',
    title: 'Bodies go out as text/plain.',
    fails: ['DAB-ENV-004'],
    at: [withHeader(['Content-Type', 'text/plain; charset=utf-8'], all(decidedBy('DAB-ENV-004'), hasBody))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'sends-etag',
    title: 'Rows carry an ETag.',
    fails: ['DAB-ENV-007'],
    at: [withHeader(['ETag', '"1"'], done(decidedBy('DAB-ENV-001', 'DAB-DOC-001')))],
    editions: ['v2', 'documented'],
  },
  {
    id: 'nulls-left-out',
    title: 'A row leaves out columns that are null.',
    fails: ['DAB-ENV-008'],
    at: [withRows(decidedBy('DAB-ENV-008'), (rows) => rows.map((row) => withoutNulls(row)))],
  },
  {
    id: 'echoes-any-correlation-id',
    title: 'A correlation id that is no GUID is given back.',
    fails: ['DAB-ENV-005'],
    at: [
      answering(sends(correlation), ({ request, response }) => ({
        ...response,
        headers: response.headers.map(([name, value]) =>
          name === correlation ? [name, headerValue(request.headers, name) ?? value] : [name, value],
        ),
      })),
    ],
  },
];

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
