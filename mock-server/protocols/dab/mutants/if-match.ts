import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, off, withPage } from './mutant.ts';

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

/** Those that the vendor page states. */
const onPage: readonly string[] = [
  'DAB-IFM-005',
  'DAB-IFM-006',
  'DAB-IFM-008',
  'DAB-IFM-009',
  'DAB-IFM-010',
  'DAB-IFM-011',
];

/** Bugs of If-Match. */
export const ifMatchMutants: readonly Mutant[] = [
  off('star-put-writes-nothing', 'A PUT with a star answers well and writes nothing.', 'DAB-IFM-001', withPage),
  off('star-patch-writes-nothing', 'A PATCH with a star answers well and writes nothing.', 'DAB-IFM-002', withPage),
  bug(
    'star-refuses-existing',
    'A star is taken for a tag that never matches: 412.',
    ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024'],
    { editions: ['v1', 'v2', 'documented'] },
  ),
  off('star-put-inserts', 'A PUT with a star inserts a missing row.', 'DAB-IFM-003', {
    ...withPage,
    fails: ['DAB-IFM-003', 'DAB-CON-006'],
  }),
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
    fails: ['DAB-IFM-001', 'DAB-IFM-002', 'DAB-IFM-024', 'DAB-CON-005'],
  }),
  bug('star-only-once', 'A star succeeds once, then never again on the row.', ['DAB-IFM-025'], withPage),
  bug('star-remembers-writes', 'A star succeeds on a row once, whatever is written the second time.', ['DAB-IFM-025']),
  off('star-without-key', 'A star without a key in the URL is taken for an insert.', 'DAB-IFM-021'),
  ...tags.map((rule) =>
    off(
      `ignores-${rule.toLowerCase()}`,
      `The form of If-Match that ${rule} is about is ignored, the write done.`,
      rule,
      onPage.includes(rule) ? withPage : {},
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
  bug('page-bad-tag-is-412', 'An If-Match other than a star is answered 412.', onPage, {
    editions: ['documented'],
  }),
  bug('page-bad-tag-writes-anyway', 'An If-Match other than a star is refused, and yet the write is done.', onPage, {
    editions: ['documented'],
  }),
  off('v1-refuses-bad-tags', '1.x answers 400 to an If-Match other than a star.', 'DAB-IFM-007', { editions: ['v1'] }),
  bug('v1-bad-tag-writes-anyway', '1.x answers 500 to a bad tag, and yet the write is done.', ['DAB-IFM-007'], {
    editions: ['v1'],
  }),
  bug('if-match-checked-last', 'If-Match is looked at after path, entity, key and body.', ['DAB-IFM-016']),
  bug('permission-before-if-match', 'If-Match is looked at after path, entity and permissions.', ['DAB-IFM-016']),
  off('if-match-on-every-method', 'If-Match is looked at on GET, POST and DELETE as well.', 'DAB-IFM-018', withPage),
  bug('star-fails-on-other-methods', 'A star is refused on GET, POST and DELETE.', ['DAB-IFM-018']),
  ...['get', 'post', 'delete'].map((method) =>
    bug(`if-match-on-${method}`, `If-Match is looked at on ${method.toUpperCase()} as well.`, ['DAB-IFM-018']),
  ),
  bug(
    'put-ignores-bad-tags',
    'A PUT ignores an If-Match other than a star.',
    tags.filter((rule) => rule !== 'DAB-IFM-006'),
  ),
  bug(
    'patch-ignores-bad-tags',
    'A PATCH ignores an If-Match other than a star.',
    tags.filter((rule) => rule !== 'DAB-IFM-005'),
  ),
  ...['if-none-match', 'if-modified-since', 'if-unmodified-since'].map((name) =>
    bug(`${name}-is-read`, `The header ${name} is acted on.`, ['DAB-IFM-019']),
  ),
  off('conditions-are-read', 'If-None-Match and If-Unmodified-Since are acted on.', 'DAB-IFM-019'),
  off('blanks-count', 'A star with blanks around it is a value like any other.', 'DAB-IFM-014'),
  off('name-has-a-case', 'If-Match is read only when its name is spelled so.', 'DAB-IFM-015'),
  bug('if-match-before-role', 'If-Match is looked at before the role header.', ['DAB-IFM-017']),
  off(
    'star-names-the-insert',
    'A star on a missing row with a generated key is told that it cannot be inserted.',
    'DAB-IFM-020',
  ),
  off('star-put-skips-not-null', 'A PUT with a star leaves null where none may be.', 'DAB-IFM-022'),
  bug('star-put-must-be-complete', 'A PUT with a star must be complete like one without.', [
    'DAB-IFM-022',
    'DAB-IFM-023',
  ]),
  off('incomplete-star-is-400', 'An incomplete PUT with a star on a missing row is answered 400.', 'DAB-IFM-023'),
  off('star-needs-one-permission', 'With a star one permission is enough.', 'DAB-IFM-026'),
  off('star-skips-checks', 'With a star faults of body and key are not looked for.', 'DAB-IFM-027'),
  off(
    'incomplete-star-shows-hidden-rows',
    'An incomplete PUT with a star on a hidden row is answered 400.',
    'DAB-IFM-028',
  ),
];
