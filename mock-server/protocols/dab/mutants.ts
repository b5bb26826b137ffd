import type { Mutant } from '../../kernel/protocol-core.ts';
import { raceSideEffects } from './race-side-effects.ts';
import { sideEffects } from './side-effects.ts';

const off = (id: string, title: string, rule: string, more: Partial<Mutant> = {}): Mutant => ({
  id,
  title,
  switchesOff: [rule],
  fails: [rule],
  ...more,
});
const bug = (id: string, title: string, fails: readonly string[], more: Partial<Mutant> = {}): Mutant => ({
  id,
  title,
  fails,
  ...more,
});
const withPage = { editions: ['v2', 'documented'] };

const tags = [
  'DAB-IFM-005',
  'DAB-IFM-006',
  'DAB-IFM-008',
  'DAB-IFM-009',
  'DAB-IFM-010',
  'DAB-IFM-011',
  'DAB-IFM-012',
  'DAB-IFM-013',
  'DAB-IFM-029',
];

const bugs: readonly Mutant[] = [
  // Envelope and headers
  off('rows-without-envelope', 'A read or write answers with the bare row.', 'DAB-ENV-001', { breaksShape: true }),
  off('errors-are-texts', 'An error is only a text, as the vendor page shows it.', 'DAB-ENV-002', {
    breaksShape: true,
  }),
  bug('error-with-extra-member', 'An error has a fourth member.', ['DAB-ENV-002'], { breaksShape: true }),
  bug('error-status-is-500', 'The status in an error is always 500.', ['DAB-ENV-002']),
  bug('errors-without-text', 'Every error has the same text.', ['DAB-PUT-011']),
  off('unknown-error-code', 'An error has a code outside the list.', 'DAB-ENV-003', { breaksShape: true }),
  off('json-as-text', 'Bodies go out as text/plain.', 'DAB-ENV-004', withPage),
  off('own-correlation-id', 'The correlation id that was sent is replaced.', 'DAB-ENV-005'),
  bug('sends-etag', 'Rows carry an ETag.', ['DAB-ENV-007'], withPage),
  off('nulls-left-out', 'A row leaves out columns that are null.', 'DAB-ENV-008'),
  // If-Match "*"
  off('star-put-writes-nothing', 'A PUT with a star answers well and writes nothing.', 'DAB-IFM-001', withPage),
  off('star-patch-writes-nothing', 'A PATCH with a star answers well and writes nothing.', 'DAB-IFM-002', withPage),
  bug(
    'star-refuses-existing',
    'A star is taken for a tag that never matches: 412.',
    ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024'],
    { editions: ['v1', 'v2', 'documented'] },
  ),
  off('star-put-inserts', 'A PUT with a star inserts a missing row.', 'DAB-IFM-003', withPage),
  off('star-patch-inserts', 'A PATCH with a star inserts a missing row.', 'DAB-IFM-004', withPage),
  bug('star-patch-is-412', 'A PATCH with a star on a row that exists is answered 412.', ['DAB-IFM-002'], withPage),
  bug('star-is-ignored', 'A star is read as if the field were not there.', ['DAB-IFM-003', 'DAB-IFM-004']),
  bug('put-miss-is-412', 'A PUT with a star on a missing row is answered 412.', ['DAB-IFM-003'], withPage),
  bug('patch-miss-is-412', 'A PATCH with a star on a missing row is answered 412.', ['DAB-IFM-004'], withPage),
  bug(
    'put-miss-inserts-anyway',
    'A PUT with a star on a missing row is answered 404, and yet the row is inserted.',
    ['DAB-IFM-003'],
    withPage,
  ),
  bug(
    'patch-miss-inserts-anyway',
    'A PATCH with a star on a missing row is answered 404, and yet the row is inserted.',
    ['DAB-IFM-004'],
    withPage,
  ),
  off('star-put-merges', 'A PUT with a star keeps columns that were left out.', 'DAB-IFM-024', withPage),
  off('star-is-created', 'A PUT or PATCH with a star is answered 201.', 'DAB-IFM-025', {
    ...withPage,
    fails: ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024'],
  }),
  bug('star-only-once', 'A star succeeds once, then never again on the row.', ['DAB-IFM-025'], withPage),
  bug('star-remembers-writes', 'A star succeeds on a row once, whatever is written the second time.', ['DAB-IFM-025']),
  off('star-without-key', 'A star without a key in the URL is taken for an insert.', 'DAB-IFM-021'),
  // Other values of If-Match
  ...tags.map((rule) =>
    off(
      `ignores-${rule.toLowerCase()}`,
      `The form of If-Match that ${rule} is about is ignored, the write done.`,
      rule,
    ),
  ),
  bug('any-tag-means-exists', 'Any If-Match means that the row must exist.', tags, { editions: ['v2'] }),
  bug('bad-tag-is-412', 'An If-Match other than a star is answered 412.', tags, { editions: ['v2'] }),
  bug('bad-tag-is-404', 'An If-Match other than a star is answered 404, as if no row matched.', tags, {
    editions: ['v2'],
  }),
  bug('bad-tag-has-another-text', 'An If-Match other than a star is refused with another text.', tags, {
    editions: ['v2'],
  }),
  bug('bad-tag-writes-anyway', 'An If-Match other than a star is refused, and yet the write is done.', tags, {
    editions: ['v2'],
  }),
  bug('page-bad-tag-is-412', 'An If-Match other than a star is answered 412.', ['DAB-IFM-005'], {
    editions: ['documented'],
  }),
  bug(
    'page-bad-tag-writes-anyway',
    'An If-Match other than a star is refused, and yet the write is done.',
    ['DAB-IFM-005'],
    { editions: ['documented'] },
  ),
  off('v1-refuses-bad-tags', '1.x answers 400 to an If-Match other than a star.', 'DAB-IFM-007', { editions: ['v1'] }),
  bug('v1-bad-tag-writes-anyway', '1.x answers 500 to a bad tag, and yet the write is done.', ['DAB-IFM-007'], {
    editions: ['v1'],
  }),
  bug('if-match-checked-last', 'If-Match is looked at after path, entity, key and body.', ['DAB-IFM-016']),
  bug('permission-before-if-match', 'If-Match is looked at after path, entity and permissions.', ['DAB-IFM-016']),
  off('if-match-on-every-method', 'If-Match is looked at on GET, POST and DELETE as well.', 'DAB-IFM-018'),
  bug('star-fails-on-other-methods', 'A star is refused on GET, POST and DELETE.', ['DAB-IFM-018']),
  off('if-none-match-is-read', 'If-None-Match and If-Unmodified-Since are acted on.', 'DAB-IFM-019'),
  // PUT and PATCH without If-Match
  off('put-writes-nothing', 'An updating PUT answers well and writes nothing.', 'DAB-PUT-001', withPage),
  off('put-never-inserts', 'A PUT on a missing row is answered 404.', 'DAB-PUT-002', withPage),
  off('location-on-upsert', 'An inserting PUT or PATCH has a relative Location.', 'DAB-PUT-003'),
  bug('update-is-201', 'An update is answered 201.', ['DAB-PUT-001', 'DAB-PUT-004', 'DAB-PAT-001', 'DAB-CON-001'], {
    editions: ['v2', 'documented'],
  }),
  bug('update-is-204', 'An update is answered 204 without the row.', ['DAB-PUT-001', 'DAB-PAT-001'], {
    editions: ['v2'],
  }),
  bug('insert-is-200', 'An insert is answered 200.', ['DAB-PUT-002', 'DAB-PAT-002'], withPage),
  bug(
    'insert-is-lost',
    'An insert is answered 201, and the row is not there.',
    ['DAB-PUT-005', 'DAB-PAT-002'],
    withPage,
  ),
  bug('answers-old-row', 'An update answers with the row as it was before.', [
    'DAB-PUT-001',
    'DAB-PAT-001',
    'DAB-IFM-001',
    'DAB-IFM-002',
  ]),
  bug('repeated-put-changes', 'The same PUT again changes the row.', ['DAB-PUT-004']),
  off('put-merges', 'A PUT keeps columns that were left out.', 'DAB-PUT-006', withPage),
  off(
    'put-need-not-be-complete',
    'A PUT may leave out a column that must have a value; the database refuses it with a text of its own.',
    'DAB-PUT-011',
  ),
  bug('incomplete-put-is-404', 'An incomplete PUT is answered 404.', ['DAB-PUT-011']),
  bug('incomplete-put-writes-anyway', 'An incomplete PUT is refused, and yet what it holds is written.', [
    'DAB-PUT-011',
  ]),
  off('patch-writes-nothing', 'An updating PATCH answers well and writes nothing.', 'DAB-PAT-001', withPage),
  bug('patch-nulls-omitted', 'A PATCH sets columns that were left out to null.', ['DAB-PAT-001', 'DAB-IFM-002'], {
    editions: ['v2'],
  }),
  bug(
    'patch-forgets-last-column',
    'A PATCH leaves the last column it was sent unchanged.',
    ['DAB-PAT-001', 'DAB-IFM-002'],
    { editions: ['v2'] },
  ),
  off('patch-never-inserts', 'A PATCH on a missing row is answered 404.', 'DAB-PAT-002', withPage),
  off('patch-inserts-incomplete', 'A PATCH on a missing row inserts it although a column is missing.', 'DAB-PAT-003'),
  bug('incomplete-patch-writes-anyway', 'An incomplete PATCH on a missing row is answered 404, and yet it inserts.', [
    'DAB-PAT-003',
  ]),
  off('empty-patch-succeeds', 'A PATCH that changes nothing is answered 200.', 'DAB-PAT-008'),
  bug('empty-patch-clears', 'A PATCH that changes nothing is refused, and yet clears the row.', ['DAB-PAT-008']),
  // Rows
  off('get-doubles', 'A read by key shows the row twice.', 'DAB-GET-001'),
  off('get-misses-with-404', 'A read by key of a missing row is answered 404.', 'DAB-GET-002'),
  bug('get-hides-rows', 'A read by key shows no row.', ['DAB-POS-001', 'DAB-PUT-005']),
  off('relative-location', 'A POST answers with a Location that leads nowhere.', 'DAB-POS-001'),
  off('delete-is-200', 'A DELETE is answered 200 with a body.', 'DAB-DEL-001'),
  bug('delete-keeps-row', 'A DELETE is answered 204, and the row stays.', ['DAB-DEL-001', 'DAB-GET-002']),
  off('delete-misses-with-204', 'A DELETE of a missing row is answered 204.', 'DAB-DEL-002'),
  // What the page alone says
  off('page-enveloped-rows', 'Rows come in an envelope.', 'DAB-DOC-001', {
    editions: ['documented'],
    breaksShape: true,
  }),
  off('page-error-objects', 'Errors are not in the member error.', 'DAB-DOC-002', {
    editions: ['documented'],
    breaksShape: true,
  }),
  bug('page-errors-without-text', 'Every error has the same text.', ['DAB-DOC-002'], { editions: ['documented'] }),
  off('page-absolute-location', 'The Location of an insert is a path from the root.', 'DAB-DOC-003', {
    editions: ['documented'],
  }),
];

/** Realistic bugs of a Data API builder. */
export const mutants: readonly Mutant[] = bugs.map((mutant) => ({
  ...mutant,
  mayFail: [...(sideEffects[mutant.id] ?? []), ...(raceSideEffects[mutant.id] ?? [])],
}));
