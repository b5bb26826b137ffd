import { decodeUtf8, headerValue, utf8 } from '../../../../core/http.ts';
import { type Attachment, around, atSeam, off } from '../../../kernel/bug.ts';
import { changingMember, type When, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { type MutantRow, mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { membersOf } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on } from '../../../kernel/bugs/when.ts';
import { losing } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { putRow, removeRow } from '../model/rows.ts';
import { badUrl, batchInvalid, batchUnreadable } from '../refusals.ts';
import { batchShown, failureShown } from '../seams.ts';
import { nextVersion } from '../write/store-row.ts';
import { answeringEmptyObject, refusingWith } from './answers.ts';
import { writingAfterRefusal } from './embedded.ts';
import { about, rowBefore, tableOf } from './exchanges.ts';

const batches: When = about('batch', 'POST');
const carriedOut: When = done(batches);
const inPart: When = ({ carrier }) => carrier?.place === 'part';

/** The text of a batch. */
function saysInBody(pattern: RegExp): When {
  return all(batches, ({ request }) => pattern.test(decodeUtf8(request.body)));
}

/** A spelling of batches that a server may have forgotten, in words and as it shows. */
const spellings: readonly (readonly [id: string, words: string, when: When])[] = [
  [
    'quoted-boundary',
    'A boundary in quotes',
    all(batches, ({ request }) => /boundary="/.test(headerValue(request.headers, 'Content-Type') ?? '')),
  ],
  [
    'bare-boundary',
    'A boundary without quotes',
    all(batches, ({ request }) => /boundary=[^"]/.test(headerValue(request.headers, 'Content-Type') ?? '')),
  ],
  ['absolute-url', 'An absolute URL in a batch', saysInBody(/[A-Z]+ http:/)],
  ['rooted-url', 'A URL from the root in a batch', saysInBody(/[A-Z]+ \/api/)],
  ['relative-url', 'A URL relative to the batch', saysInBody(/[A-Z]+ \w+\(/)],
  ['entry', 'JSON that is said to be an entry', saysInBody(/type=entry/)],
  ['dense-field', 'A field without a blank', saysInBody(/Encoding:binary/)],
  ['leading-empty-line', 'An empty line before a batch', saysInBody(/^\r\n/)],
];

/** Bugs in batches. */
export const batchMutants: readonly Mutant[] = mutantsOf(
  [
    ...spellings.map(
      ([id, words, when]): MutantRow => [
        `batch-refuses-${id}`,
        `${words} is refused.`,
        'DV-BAT-013',
        refusingWith(all(carriedOut, when), batchUnreadable),
      ],
    ),
    ['batch-answers-json', 'A batch is answered with JSON.', 'DV-BAT-001', answeringEmptyObject(200, carriedOut)],
    ['batch-parts-of-no-type', 'The parts of an answer to a batch have no content type.', 'DV-BAT-001'],
    ['batch-answers-reversed', 'A batch is answered from its end.', ['DV-BAT-011', 'DV-BAT-003']],
    ['batch-answers-short', 'The last answer of a batch is missing.', 'DV-BAT-001'],
    ['change-set-keeps-halves', 'A change set that fails is not undone.', 'DV-BAT-002', off('DV-BAT-002')],
    ['change-set-shows-halves', 'A change set that fails shows what was undone.', 'DV-BAT-002'],
    ['change-set-without-ids', 'The answers of a change set have no Content-ID.', 'DV-BAT-002'],
    ['change-set-loses-its-last', 'The last answer of a change set is missing.', 'DV-BAT-002'],
    ['failed-change-set-is-empty', 'A change set that fails shows no failure.', 'DV-BAT-002'],
    ['change-set-fails-as-500', 'A failure in a change set is a fault of the server.', 'DV-BAT-002'],
    [
      'refused-change-set-creates',
      'A change set that fails leaves what it should have made.',
      ['DV-BAT-002', 'DV-UPD-016'],
    ],
    [
      'refused-change-set-deletes',
      'A change set that fails leaves deleted what it should not have deleted.',
      'DV-BAT-002',
    ],
    ['batch-goes-on', 'A batch goes on behind a failure.', 'DV-BAT-003', off('DV-BAT-003')],
    ['stopped-batch-undone', 'A batch that stops undoes what was done before.', 'DV-BAT-003'],
    ['stopped-batch-is-500', 'A batch that stops is a fault of the server.', 'DV-BAT-003'],
    [
      'continue-on-error-ignored',
      'A batch stops at a failure, whatever is preferred.',
      'DV-BAT-004',
      off('DV-BAT-004'),
    ],
    ['continued-batch-is-400', 'A batch that goes on behind a failure is 400.', 'DV-BAT-004'],
    ['urls-refer-to-nothing', 'A reference in a URL is not resolved.', 'DV-BAT-005', off('DV-BAT-005', 'URL')],
    ['links-refer-to-nothing', 'A reference in a body is not resolved.', 'DV-BAT-005', off('DV-BAT-005', 'body')],
    ['unknown-reference-is-500', 'A reference to nothing is a fault of the server.', 'DV-BAT-005'],
    ['unknown-reference-unnamed', 'The reference to nothing is not named.', 'DV-BAT-005'],
    ['change-set-reads', 'A change set may read.', 'DV-BAT-007', off('DV-BAT-007')],
    ['change-set-reads-is-500', 'A GET in a change set is a fault of the server.', 'DV-BAT-007'],
    ['batch-without-limit', 'A batch may have any number of requests.', 'DV-BAT-008', off('DV-BAT-008')],
    ['batch-of-five-hundred', 'A batch may have 500 requests.', 'DV-BAT-008'],
    ['batch-of-bare-line-feeds', 'A batch may end its lines with LF.', 'DV-BAT-009', off('DV-BAT-009')],
    ['change-set-of-nameless', 'A request of a change set needs no Content-ID.', 'DV-BAT-010', off('DV-BAT-010')],
    ['batch-of-short-urls', 'A URL in a batch may have 32 KB.', 'DV-LIM-005'],
    ['batch-loses-a-write', 'A write in a batch is answered and forgotten.', 'DV-BAT-011'],
    ['batch-reads-the-past', 'A read in a batch does not show what was written before it.', 'DV-BAT-011'],
    ['batch-holds-batches', 'A batch may hold another one.', 'DV-BAT-012', off('DV-BAT-012')],
    ['batch-in-a-batch-is-500', 'A batch in a batch is a fault of the server.', 'DV-BAT-012'],
    [
      'content-id-inside-ignored',
      'A Content-ID among the fields of a request does not count.',
      'DV-BAT-014',
      off('DV-BAT-014'),
    ],
  ],
  {
    'batch-parts-of-no-type': changingText(batches, (text) =>
      text.replaceAll('Content-Type: application/http', 'X-Type: http'),
    ),
    'batch-answers-reversed': atSeam(batchShown, (items) => items.toReversed()),
    'batch-answers-short': atSeam(batchShown, (items) => (items.length > 1 ? items.slice(0, -1) : items)),
    'change-set-shows-halves': atSeam(failureShown, (failure, before) => [...before, ...failure]),
    'change-set-without-ids': changingText(batches, (text) => text.replaceAll(/Content-ID: .*\r\n/g, '')),
    'change-set-loses-its-last': atSeam(batchShown, (items) =>
      items.map((item) =>
        item.kind === 'change-set' && item.parts.length > 1 ? { ...item, parts: item.parts.slice(0, -1) } : item,
      ),
    ),
    'failed-change-set-is-empty': changingText(answered(batches, 400), (text) =>
      /changesetresponse_/.test(text) ? text.replace(/HTTP\/1\.1 4\d\d .*\r\n/, 'HTTP/1.1 204 No Content\r\n') : text,
    ),
    'change-set-fails-as-500': withStatus(
      500,
      all(answered(batches, 400), decidedBy('DV-BAT-001'), saysInBody(/changeset|-set/)),
    ),
    'refused-change-set-creates': writingAfterRefusal('POST', (inner) => {
      const { store, world } = inner;
      const { name = null } = membersOf(inner.request);
      putRow(store, tableOf(inner), { id: world.uuid(4), version: nextVersion(store), values: { name } });
    }),
    'refused-change-set-deletes': writingAfterRefusal('DELETE', (inner) => {
      const row = rowBefore(inner);
      if (row) removeRow(inner.store, tableOf(inner), row);
    }),
    'stopped-batch-undone': losing(all(answered(batches, 400), decidedBy('DV-BAT-003'))),
    'stopped-batch-is-500': withStatus(500, all(answered(batches, 400), decidedBy('DV-BAT-003'))),
    'continued-batch-is-400': withStatus(400, all(carriedOut, decidedBy('DV-BAT-004'))),
    'unknown-reference-is-500': withStatus(500, all(answered(batches, 400), decidedBy('DV-BAT-005'))),
    'unknown-reference-unnamed': changingText(batches, (text) => text.replaceAll(/'\$\d+'/g, "'?'")),
    'change-set-reads-is-500': withStatus(500, answered(decidedBy('DV-BAT-007'), 400)),
    'batch-of-five-hundred': refusingWith(
      all(carriedOut, ({ request }) => (decodeUtf8(request.body).match(/ HTTP\/1\.1\r\n/g)?.length ?? 0) > 500),
      () => batchInvalid('The batch is too large.'),
    ),
    'batch-of-short-urls': refusingWith(
      all(inPart, ({ request }) => request.target.length > 32_768),
      badUrl,
    ),
    'batch-loses-a-write': losing(all(inPart, done(on('PATCH')))),
    'batch-reads-the-past': changingMember('name', all(inPart, on('GET')), () => 'As it was'),
    'batch-in-a-batch-is-500': withStatus(500, answered(decidedBy('DV-BAT-012'), 400)),
  },
);

/** Sends the same answer with another text. */
function changingText(when: When, change: (text: string) => string): Attachment {
  return around(when, ({ response }) => ({ ...response, body: utf8(change(decodeUtf8(response.body))) }));
}
