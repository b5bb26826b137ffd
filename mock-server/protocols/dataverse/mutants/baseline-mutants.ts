import { decodeUtf8 } from '../../../../core/http.ts';
import { isJsonObject, type Json, jsonObject } from '../../../../core/json.ts';
import { type Attachment, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import {
  changeMembers,
  changingHeader,
  changingMember,
  type When,
  withJson,
  withoutHeader,
  withStatus,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow } from '../model/rows.ts';
import { tables } from '../model/tables.ts';
import { keysInMetadata } from '../seams.ts';
import { nextVersion } from '../write/store-row.ts';
import { answeringEmptyObject, answeringNothing, saying, storingWhatIsValid, withoutMember } from './answers.ts';
import { both } from './editions.ts';
import { about, posts, rowBefore, tableOf } from './exchanges.ts';

const created: When = answered(decidedBy('DV-GET-003'), 201);
const retrieved = decidedBy('DV-GET-002');
const contexts = decidedBy('DV-GET-003');
const tags = decidedBy('DV-GET-009');
const money = tables
  .flatMap(({ columns }) => columns)
  .flatMap(({ name, type }) => (type.kind === 'money' ? [name] : []));

/** Bugs in creating and retrieving. */
export const baselineMutants: readonly Mutant[] = mutantsOf(
  [
    ['post-answers-201', 'A POST answers 201 with an empty object.', 'DV-CRT-001'],
    ['post-answers-200', 'A POST answers 200 without a body.', 'DV-CRT-001', withStatus(200, decidedBy('DV-CRT-001'))],
    ['post-without-entity-id', 'A POST does not say where the row is.', 'DV-CRT-001'],
    ['post-answered-but-lost', 'A POST stores nothing.', ['DV-CRT-001', 'DV-CRT-002'], losing(posts)],
    ['bad-create-leaves-a-row', 'A refused POST has made a row.', 'DV-ERR-003'],
    ['post-ignores-preference', 'A POST never returns the row.', 'DV-CRT-002', off('DV-CRT-002')],
    ['created-without-context', 'A row that was created is shown without context.', 'DV-CRT-002'],
    ['created-without-tag', 'A row that was created is shown without tag.', 'DV-CRT-002'],
    [
      'created-without-key',
      'A row that was created is shown without primary key.',
      ['DV-CRT-002', 'DV-UPS-004', 'DV-AK-004'],
    ],
    ['retrieved-without-context', 'A retrieved row has no context.', ['DV-GET-001', 'DV-GET-003']],
    ['retrieved-without-tag', 'A retrieved row has no @odata.etag.', 'DV-GET-001'],
    ['retrieved-without-key', 'A retrieved row has no primary key.', 'DV-GET-001'],
    ['retrieve-ignores-select', 'A GET shows all columns, whatever is selected.', 'DV-GET-001'],
    ['money-as-text', 'Money is shown as a text.', ['DV-GET-001', 'DV-PRF-005', 'DV-UPD-001']],
    ['strong-tags', 'Tags are strong.', 'DV-GET-009'],
    ['no-etag-header', 'The tag stands in the body only.', 'DV-GET-002'],
    ['context-of-the-set', 'The context of a row is that of its set.', 'DV-GET-003'],
    ['context-names-another-set', 'The context of a row names another entity set.', 'DV-GET-003'],
    ['money-without-currency', 'Money is shown without its currency.', 'DV-GET-004', off('DV-GET-004')],
    ['expand-passed-over', '$expand on a GET is passed over.', 'DV-GET-013'],
    [
      'reads-answer-201',
      'A GET that succeeds is answered 201.',
      'DV-GET-010',
      withStatus(201, decidedBy('DV-GET-010')),
    ],
    ['nulls-are-left-out', 'A row shows no column that is null.', 'DV-GET-011'],
    ['header-names-the-tag-before', 'The ETag header of a row that was written is one write behind.', 'DV-GET-012'],
    ['unchanged-names-another-tag', 'The ETag header of a 304 is another one.', 'DV-GET-012'],
    ['missing-row-is-204', 'A missing row is answered 204.', 'DV-GET-005', answeringNothing(decidedBy('DV-GET-005'))],
    ['missing-row-unnamed', 'The answer for a missing row does not name it.', 'DV-GET-005'],
    ['reading-moves-the-tag', 'A GET changes the tag.', 'DV-GET-008'],
    ['metadata-without-keys', 'The metadata shows no alternate keys.', 'DV-MSC-004'],
    ['metadata-forgets-a-key-column', 'The metadata shows the first column of a key only.', 'DV-MSC-004'],
  ],
  {
    'post-answers-201': answeringEmptyObject(201, decidedBy('DV-CRT-001')),
    'post-without-entity-id': withoutHeader('OData-EntityId', decidedBy('DV-CRT-001')),
    'bad-create-leaves-a-row': storingWhatIsValid(answered(about('set', 'POST'), 400)),
    'created-without-context': withoutMember(created, () => '@odata.context'),
    'created-without-tag': withoutMember(created, () => '@odata.etag'),
    'created-without-key': withoutMember(created, (exchange) => tableOf(exchange).primaryKey),
    'retrieved-without-context': withoutMember(retrieved, () => '@odata.context'),
    'retrieved-without-tag': withoutMember(retrieved, () => '@odata.etag'),
    'retrieved-without-key': withoutMember(retrieved, (exchange) => tableOf(exchange).primaryKey),
    'retrieve-ignores-select': taking(
      all(retrieved, ({ request }) => optionOf(request, '$select') !== undefined),
      ({ request }) => withOptions(request, (name, value) => (name === '$select' ? undefined : [name, value])),
    ),
    'money-as-text': withJson(all(tags, showsMoney), (body) =>
      changeMembers(body, (name, value) => (money.includes(name) && value !== null ? String(value) : value)),
    ),
    'strong-tags': [
      changingHeader('ETag', tags, (tag) => tag.replace('W/', '')),
      changingMember('@odata.etag', tags, (tag) => String(tag).replace('W/', '')),
    ],
    'no-etag-header': withoutHeader('ETag', decidedBy('DV-GET-002')),
    'context-of-the-set': changingContext((url) => url.replace('/$entity', '')),
    'context-names-another-set': changingContext((url) => url.replace('#', '#other')),
    'expand-passed-over': withJson(decidedBy('DV-GET-013'), (body) =>
      isJsonObject(body) ? jsonObject(Object.entries(body).filter(([, value]) => !isJsonObject(value))) : body,
    ),
    'nulls-are-left-out': withJson(decidedBy('DV-GET-011'), (body) =>
      isJsonObject(body) ? jsonObject(Object.entries(body).filter(([, value]) => value !== null)) : body,
    ),
    'header-names-the-tag-before': changingHeader('ETag', all(on('PATCH', 'POST'), decidedBy('DV-GET-012')), otherTag),
    'unchanged-names-another-tag': changingHeader('ETag', answered(decidedBy('DV-GET-012'), 304), otherTag),
    'missing-row-unnamed': saying(decidedBy('DV-GET-005', 'DV-AK-016'), () => 'Not Found'),
    'reading-moves-the-tag': writing(decidedBy('DV-GET-008'), (exchange) => {
      const { store } = exchange;
      const row = rowBefore(exchange);
      if (row) putRow(store, tableOf(exchange), { ...row, version: nextVersion(store) });
    }),
    'metadata-without-keys': atSeam(keysInMetadata, () => []),
    'metadata-forgets-a-key-column': atSeam(keysInMetadata, (keys) =>
      keys.map((key) => ({ ...key, columns: key.columns.slice(0, 1) })),
    ),
  },
  {
    'context-of-the-set': both,
    'money-without-currency': both,
  },
);

function changingContext(change: (url: string) => Json): Attachment {
  return changingMember('@odata.context', contexts, (url) => change(String(url)));
}

function otherTag(tag: string): string {
  return tag.replace('W/"', 'W/"1');
}

function showsMoney({ response }: Exchange): boolean {
  const text = decodeUtf8(response.body);
  return money.some((name) => new RegExp(`"${name}":\\d`).test(text));
}
