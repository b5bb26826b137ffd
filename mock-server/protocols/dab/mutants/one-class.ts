import { isJsonNumber, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { off } from '../../../kernel/bug.ts';
import {
  type When,
  withHeader,
  withJson,
  withoutBody,
  withoutHeader,
  withStatus,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { withError } from './around/refusals.ts';
import { withRows } from './around/rows-shown.ts';

const correlation = 'x-ms-correlation-id';

/** Bugs that show in one class of answers, of one method, route or status, and nowhere else. */
export const oneClassMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'no-correlation-id',
      'Without a correlation id in the request the answer has none.',
      'DAB-ENV-012',
      off('DAB-ENV-012'),
    ],
    ['deletes-without-correlation-id', 'The answer to a DELETE has no correlation id.', 'DAB-ENV-012'],
    ['conflicts-without-correlation-id', 'A conflict has no correlation id.', 'DAB-ENV-012'],
    ['lists-with-a-number-as-correlation-id', 'The correlation id of a read is a number.', 'DAB-ENV-012'],
    ['conflicts-without-a-word', 'A conflict has no body.', 'DAB-ENV-002'],
    ['missing-rows-without-text', 'The text of a 404 is empty.', 'DAB-ENV-002'],
    ['reads-of-notes-are-201', 'A read of notes is answered 201.', 'DAB-GET-001'],
    ['notes-are-posted-with-200', 'A POST of a note is answered 200.', 'DAB-POS-001'],
    ['memos-without-location', 'A POST of a memo has no Location.', 'DAB-POS-001'],
    ['tags-put-with-location', 'A PUT that inserts a tag has a Location.', 'DAB-PUT-003'],
    ['deletes-of-tags-are-200', 'A DELETE of a tag is answered 200.', 'DAB-DEL-001'],
    ['reads-of-reviews-without-body', 'A read of a review has no body.', 'DAB-ENV-001'],
    ['publishers-without-name', 'A publisher is shown without its name.', 'DAB-ENV-008'],
    [
      'posted-reviews-with-keys-as-texts',
      'The answer to a POST of a review shows its numbers as texts.',
      'DAB-ENV-008',
    ],
    ['posted-rows-without-texts', 'The answer to a POST shows no text of the row.', 'DAB-ENV-008'],
    ['description-of-another-server', 'The description for a role names another server.', 'DAB-RTE-010'],
  ],
  {
    'deletes-without-correlation-id': withoutHeader(correlation, done(on('DELETE'))),
    'conflicts-without-correlation-id': withoutHeader(
      correlation,
      answered(() => true, 409),
    ),
    'lists-with-a-number-as-correlation-id': withHeader([correlation, '1'], answered(on('GET'), 200)),
    'conflicts-without-a-word': withoutBody(answered(() => true, 409)),
    'missing-rows-without-text': withError(answered(decidedBy('DAB-ENV-002'), 404), (error) => ({
      ...error,
      message: '',
    })),
    'reads-of-notes-are-201': withStatus(201, answered(all(on('GET'), below('/api/Notes')), 200)),
    'notes-are-posted-with-200': withStatus(200, answered(all(on('POST'), below('/api/Notes')), 201)),
    'memos-without-location': withoutHeader('location', answered(all(on('POST'), below('/api/Memos')), 201)),
    'tags-put-with-location': withHeader(
      ['Location', 'http://reference.invalid/api/Tags'],
      answered(all(on('PUT'), below('/api/Tags')), 201),
    ),
    'deletes-of-tags-are-200': withStatus(200, answered(all(on('DELETE'), below('/api/Tags')), 204)),
    'reads-of-reviews-without-body': withoutBody(answered(all(on('GET'), below('/api/Reviews')), 200)),
    'publishers-without-name': withRows(all(decidedBy('DAB-ENV-008'), below('/api/ReadVerbs')), (rows) =>
      rows.map((row) => omit(row, 'name')),
    ),
    'posted-reviews-with-keys-as-texts': withRows(answered(all(on('POST'), below('/api/Reviews')), 201), (rows) =>
      rows.map((row) =>
        isJsonObject(row)
          ? jsonObject(Object.entries(row).map(([name, value]) => [name, isJsonNumber(value) ? String(value) : value]))
          : row,
      ),
    ),
    'posted-rows-without-texts': withRows(answered(on('POST'), 201), (rows) =>
      rows.map((row) =>
        isJsonObject(row) ? jsonObject(Object.entries(row).filter(([, value]) => typeof value !== 'string')) : row,
      ),
    ),
    'description-of-another-server': withJson(answered(below('/api/openapi/'), 200), (body) =>
      isJsonObject(body) ? { ...body, servers: [{ url: '/elsewhere' }] } : body,
    ),
  },
);

/** Is the path one of this entity's? */
function below(path: string): When {
  return ({ request }) => request.target.startsWith(path);
}

function omit(row: Json, member: string): Json {
  return isJsonObject(row) ? jsonObject(Object.entries(row).filter(([name]) => name !== member)) : row;
}
