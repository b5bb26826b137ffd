import { decodeUtf8 } from '../../../../core/http.ts';
import type { Json } from '../../../../core/json.ts';
import { type Attachment, atSeam, type Exchange, off } from '../../../kernel/bug.ts';
import {
  changeMembers,
  changingHeader,
  changingMember,
  type When,
  withJson,
  withoutHeader,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { optionOf, withOptions } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy } from '../../../kernel/bugs/when.ts';
import { losing, taking, writing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow } from '../model/rows.ts';
import { tables } from '../model/tables.ts';
import { keysInMetadata } from '../seams.ts';
import { nextVersion } from '../write/store-row.ts';
import { answeringEmptyObject, answeringNothing, saying, storingWhatIsValid, withoutMember } from './answers.ts';
import { about, posts, rowBefore, tableOf } from './exchanges.ts';

const created: When = answered(decidedBy('DV-GET-003'), 201);
const retrieved = decidedBy('DV-GET-002');
const contexts = decidedBy('DV-GET-003');
const tags = decidedBy('DV-GET-009');
const money = tables
  .flatMap(({ columns }) => columns)
  .flatMap(({ name, type }) => (type.kind === 'money' ? [name] : []));

/** Bugs in creating and retrieving. */
export const baselineMutants: readonly Mutant[] = [
  {
    id: 'post-answers-201',
    title: 'A POST answers 201 with an empty object.',
    fails: ['DV-CRT-001'],
    at: [answeringEmptyObject(201, decidedBy('DV-CRT-001'))],
  },
  {
    id: 'post-without-entity-id',
    title: 'A POST does not say where the row is.',
    fails: ['DV-CRT-001'],
    at: [withoutHeader('OData-EntityId', decidedBy('DV-CRT-001'))],
  },
  {
    id: 'post-answered-but-lost',
    title: 'A POST stores nothing.',
    fails: ['DV-CRT-001', 'DV-CRT-002'],
    at: [losing(posts)],
  },
  {
    id: 'bad-create-leaves-a-row',
    title: 'A refused POST has made a row.',
    fails: ['DV-ERR-003'],
    at: [storingWhatIsValid(answered(about('set', 'POST'), 400))],
  },
  {
    id: 'post-ignores-preference',
    title: 'A POST never returns the row.',
    fails: ['DV-CRT-002'],
    at: [off('DV-CRT-002')],
  },
  {
    id: 'created-without-context',
    title: 'A row that was created is shown without context.',
    fails: ['DV-CRT-002'],
    at: [withoutMember(created, () => '@odata.context')],
  },
  {
    id: 'created-without-tag',
    title: 'A row that was created is shown without tag.',
    fails: ['DV-CRT-002'],
    at: [withoutMember(created, () => '@odata.etag')],
  },
  {
    id: 'created-without-key',
    title: 'A row that was created is shown without primary key.',
    fails: ['DV-CRT-002', 'DV-UPS-004', 'DV-AK-004'],
    at: [withoutMember(created, (exchange) => tableOf(exchange).primaryKey)],
  },
  {
    id: 'retrieved-without-context',
    title: 'A retrieved row has no context.',
    fails: ['DV-GET-001', 'DV-GET-003'],
    at: [withoutMember(retrieved, () => '@odata.context')],
  },
  {
    id: 'retrieved-without-tag',
    title: 'A retrieved row has no @odata.etag.',
    fails: ['DV-GET-001'],
    at: [withoutMember(retrieved, () => '@odata.etag')],
  },
  {
    id: 'retrieved-without-key',
    title: 'A retrieved row has no primary key.',
    fails: ['DV-GET-001'],
    at: [withoutMember(retrieved, (exchange) => tableOf(exchange).primaryKey)],
  },
  {
    id: 'retrieve-ignores-select',
    title: 'A GET shows all columns, whatever is selected.',
    fails: ['DV-GET-001'],
    at: [
      taking(
        all(retrieved, ({ request }) => optionOf(request, '$select') !== undefined),
        ({ request }) => withOptions(request, (name, value) => (name === '$select' ? undefined : [name, value])),
      ),
    ],
  },
  {
    id: 'money-as-text',
    title: 'Money is shown as a text.',
    fails: ['DV-GET-001', 'DV-PRF-005', 'DV-UPD-001'],
    at: [
      withJson(all(tags, showsMoney), (body) =>
        changeMembers(body, (name, value) => (money.includes(name) && value !== null ? String(value) : value)),
      ),
    ],
  },
  {
    id: 'strong-tags',
    title: 'Tags are strong.',
    fails: ['DV-GET-009'],
    at: [
      changingHeader('ETag', tags, (tag) => tag.replace('W/', '')),
      changingMember('@odata.etag', tags, (tag) => String(tag).replace('W/', '')),
    ],
  },
  {
    id: 'no-etag-header',
    title: 'The tag stands in the body only.',
    fails: ['DV-GET-002'],
    at: [withoutHeader('ETag', decidedBy('DV-GET-002'))],
  },
  {
    id: 'context-of-the-set',
    title: 'The context of a row is that of its set.',
    fails: ['DV-GET-003'],
    at: [changingContext((url) => url.replace('/$entity', ''))],
    editions: ['current', 'documented'],
  },
  {
    id: 'context-names-another-set',
    title: 'The context of a row names another entity set.',
    fails: ['DV-GET-003'],
    at: [changingContext((url) => url.replace('#', '#other'))],
  },
  {
    id: 'money-without-currency',
    title: 'Money is shown without its currency.',
    fails: ['DV-GET-004'],
    at: [off('DV-GET-004')],
    editions: ['current', 'documented'],
  },
  {
    id: 'missing-row-is-204',
    title: 'A missing row is answered 204.',
    fails: ['DV-GET-005'],
    at: [answeringNothing(decidedBy('DV-GET-005'))],
  },
  {
    id: 'missing-row-unnamed',
    title: 'The answer for a missing row does not name it.',
    fails: ['DV-GET-005'],
    at: [saying(decidedBy('DV-GET-005', 'DV-AK-016'), () => 'Not Found')],
  },
  {
    id: 'reading-moves-the-tag',
    title: 'A GET changes the tag.',
    fails: ['DV-GET-008'],
    at: [
      writing(decidedBy('DV-GET-008'), (exchange) => {
        const { store } = exchange;
        const row = rowBefore(exchange);
        if (row) putRow(store, tableOf(exchange), { ...row, version: nextVersion(store) });
      }),
    ],
  },
  {
    id: 'metadata-without-keys',
    title: 'The metadata shows no alternate keys.',
    fails: ['DV-MSC-004'],
    at: [atSeam(keysInMetadata, () => [])],
  },
  {
    id: 'metadata-forgets-a-key-column',
    title: 'The metadata shows the first column of a key only.',
    fails: ['DV-MSC-004'],
    at: [atSeam(keysInMetadata, (keys) => keys.map((key) => ({ ...key, columns: key.columns.slice(0, 1) })))],
  },
];

function changingContext(change: (url: string) => Json): Attachment {
  return changingMember('@odata.context', contexts, (url) => change(String(url)));
}

function showsMoney({ response }: Exchange): boolean {
  const text = decodeUtf8(response.body);
  return money.some((name) => new RegExp(`"${name}":\\d`).test(text));
}
