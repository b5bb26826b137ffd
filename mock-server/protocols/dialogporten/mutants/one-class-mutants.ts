import { emptyBody, headerValue } from '../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { type When, withHeader, withJson, withoutBody, withoutHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, done } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { anything, dialogReads, got, lists, reads, where, writes } from './when.ts';

const hasBody: When = ({ response }) => response.body !== emptyBody && response.body.length > 0;
const isProblem: When = ({ response }) =>
  headerValue(response.headers, 'Content-Type')?.startsWith('application/problem+json') === true;

/** Bugs that show in one class of answers, of one method, route or status, and nowhere else. */
export const oneClassMutants: readonly Mutant[] = mutantsOf(
  [
    [
      'missing-dialogs-without-a-word',
      'A write of a dialog that is not there is refused without a body.',
      'DP-ERR-001',
    ],
    ['missing-reads-without-a-word', 'A read of what is not there is refused without a body.', 'DP-ERR-001'],
    [
      'missing-parents-without-a-word',
      'A POST below a dialog that is not there is refused without a body.',
      'DP-ERR-001',
    ],
    ['malformed-without-a-word', 'A 400 has no body, but for that of a PATCH.', 'DP-ERR-001'],
    ['conflicts-without-a-word', 'A conflict has no body.', 'DP-ERR-001'],
    ['problems-of-activities-as-json', 'Problem Details of an activity are application/json.', 'DP-ERR-001'],
    ['gone-without-errors', 'The Problem Details of a 410 list no errors.', 'DP-ERR-002'],
    ['forbidden-without-trace', 'The Problem Details of a 403 have no traceId.', 'DP-ERR-003'],
    ['problems-of-one-type', 'All Problem Details have the same type.', 'DP-ERR-017'],
    ['challenges-nobody', 'A 401 has no WWW-Authenticate.', 'DP-AUTH-012'],
    ['reads-as-text', 'A read is answered as text/plain.', 'DP-GET-013'],
    ['dialogs-without-owner', 'A dialog does not show whose it is.', 'DP-GET-014'],
    ['dialogs-of-another-id', 'A dialog shows the id of another.', 'DP-GET-014'],
    ['transmissions-from-nobody', 'A transmission that is read alone has no sender.', 'DP-GET-014'],
    ['transmissions-of-another-id', 'A transmission that is read alone shows the id of another.', 'DP-GET-014'],
    ['lists-without-content', 'A dialog in a list has no content.', 'DP-GET-014'],
    ['lists-without-owner', 'A dialog in a list does not show whose it is.', 'DP-GET-014'],
    ['lists-with-another-party', 'A dialog in a list shows another party.', 'DP-GET-014'],
  ],
  {
    'missing-dialogs-without-a-word': withoutBody(answered(writes('put', 'patch', 'delete'), 404)),
    'missing-reads-without-a-word': withoutBody(answered(dialogReads, 404)),
    'missing-parents-without-a-word': withoutBody(
      answered(writes('activity', 'transmission', 'restore', 'purge', 'freeze'), 404),
    ),
    'malformed-without-a-word': withoutBody(answered(writes('post', 'put', 'delete', 'activity', 'transmission'), 400)),
    'conflicts-without-a-word': withoutBody(where(answered(anything, 409), hasBody)),
    'problems-of-activities-as-json': withHeader(
      ['Content-Type', 'application/json; charset=utf-8'],
      where(got('activity', 403, 404, 410), isProblem),
    ),
    'gone-without-errors': withJson(answered(anything, 410), (body) => omit(body, 'errors')),
    'forbidden-without-trace': withJson(answered(anything, 403), (body) => omit(body, 'traceId')),
    'problems-of-one-type': withJson(isProblem, (body) =>
      isJsonObject(body) ? { ...body, type: 'https://datatracker.ietf.org/doc/html/rfc9110#section-15.5' } : body,
    ),
    'challenges-nobody': withoutHeader('WWW-Authenticate', answered(anything, 401)),
    'reads-as-text': withHeader(['Content-Type', 'text/plain'], where(done(reads('dialog', 'activity')), hasBody)),
    'dialogs-without-owner': withJson(done(reads('dialog')), (body) => omit(body, 'org')),
    'dialogs-of-another-id': withJson(done(reads('dialog')), withAnotherId),
    'transmissions-from-nobody': withJson(done(reads('transmission')), (body) => omit(body, 'sender')),
    'transmissions-of-another-id': withJson(done(reads('transmission')), withAnotherId),
    'lists-without-content': withJson(done(lists), (body) => inItems(body, (item) => omit(item, 'content'))),
    'lists-without-owner': withJson(done(lists), (body) => inItems(body, (item) => omit(item, 'org'))),
    'lists-with-another-party': withJson(done(lists), (body) =>
      inItems(body, (item) =>
        isJsonObject(item) ? { ...item, party: 'urn:altinn:organization:identifier-no:0' } : item,
      ),
    ),
  },
);

function withAnotherId(body: Json): Json {
  return isJsonObject(body) ? { ...body, id: '01990000-0000-7000-8000-000000000000' } : body;
}

function omit(body: Json, member: string): Json {
  return isJsonObject(body) ? jsonObject(Object.entries(body).filter(([name]) => name !== member)) : body;
}

function inItems(body: Json, change: (item: Json) => Json): Json {
  const items = isJsonObject(body) ? body['items'] : undefined;
  return isJsonObject(body) && isJsonArray(items) ? { ...body, items: items.map(change) } : body;
}
