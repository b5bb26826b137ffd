import type { Mutant } from '../../kernel/protocol-core.ts';

/*
 * Realistic bugs. Most switch off the rule they break; the others are asked for by name where they act. Writes that
 * are answered but lost, or refused but applied, are here because only a look at the row finds them.
 */

/** Bugs in what every answer has in common. */
const answers: readonly Mutant[] = [
  { id: 'no-odata-version', title: 'OData-Version is missing.', switchesOff: ['DV-HDR-001'], fails: ['DV-HDR-001'] },
  { id: 'errors-without-version', title: 'OData-Version is missing on errors.', fails: ['DV-HDR-001'] },
  { id: 'another-odata-version', title: 'OData-Version says 4.01.', fails: ['DV-HDR-001'] },
  {
    id: 'json-as-plain-text',
    title: 'JSON is sent as text/plain.',
    switchesOff: ['DV-HDR-005'],
    fails: ['DV-HDR-005'],
  },
  { id: 'full-metadata', title: 'The content type says that metadata is full.', fails: ['DV-HDR-005'] },
  {
    id: 'body-on-204',
    title: 'A 204 has a body.',
    switchesOff: ['DV-HDR-006'],
    fails: ['DV-HDR-006'],
    breaksShape: true,
  },
  { id: 'errors-without-body', title: 'Errors have no body.', fails: ['DV-ERR-001'], breaksShape: true },
  { id: 'errors-without-code', title: 'Errors have no code.', fails: ['DV-ERR-001'], breaksShape: true },
  { id: 'errors-without-message', title: 'Errors have no message.', fails: ['DV-ERR-001'], breaksShape: true },
  { id: 'errors-with-inner-error', title: 'Errors show an innererror.', fails: ['DV-ERR-001'], breaksShape: true },
  { id: 'errors-unwrapped', title: 'Code and message stand at the top.', fails: ['DV-ERR-001'], breaksShape: true },
];

/** Bugs in reading requests. */
const requests: readonly Mutant[] = [
  {
    id: 'charset-refused',
    title: 'A content type with a charset is unknown.',
    switchesOff: ['DV-HDR-007'],
    fails: ['DV-HDR-007'],
  },
  { id: 'latin-1-unless-named', title: 'JSON without a charset is read as Latin-1.', fails: ['DV-HDR-007'] },
  {
    id: 'delete-wants-a-body',
    title: 'A DELETE that names a content type must have content.',
    switchesOff: ['DV-HDR-008'],
    fails: ['DV-HDR-008'],
  },
  {
    id: 'property-delete-wants-a-body',
    title: 'So must one on a property.',
    switchesOff: ['DV-PRP-015'],
    fails: ['DV-PRP-015'],
  },
  {
    id: 'null-literal-refused',
    title: 'If-None-Match null is a malformed tag.',
    switchesOff: ['DV-HDR-011'],
    fails: ['DV-HDR-011', 'DV-CND-017', 'DV-CND-018'],
  },
  {
    id: 'null-literal-prevents-update',
    title: 'If-None-Match null is taken for a star on writes.',
    fails: ['DV-HDR-011', 'DV-CND-017'],
  },
  {
    id: 'null-literal-matches-any-read',
    title: 'If-None-Match null is taken for a star on reads.',
    fails: ['DV-HDR-011', 'DV-CND-018'],
  },
  {
    id: 'null-literal-cancels-if-match',
    title: 'If-None-Match null makes the server forget If-Match.',
    switchesOff: ['DV-UPS-012'],
    fails: ['DV-UPS-012'],
  },
];

/** Bugs in creating and retrieving. */
const baseline: readonly Mutant[] = [
  {
    id: 'post-answers-201',
    title: 'A POST answers 201 with an empty object.',
    switchesOff: ['DV-CRT-001'],
    fails: ['DV-CRT-001'],
  },
  { id: 'post-without-entity-id', title: 'A POST does not say where the row is.', fails: ['DV-CRT-001'] },
  { id: 'post-answered-but-lost', title: 'A POST stores nothing.', fails: ['DV-CRT-001'] },
  {
    id: 'post-ignores-preference',
    title: 'A POST never returns the row.',
    switchesOff: ['DV-CRT-002'],
    fails: ['DV-CRT-002'],
  },
  { id: 'created-without-context', title: 'A row that was created is shown without context.', fails: ['DV-CRT-002'] },
  { id: 'created-without-tag', title: 'A row that was created is shown without tag.', fails: ['DV-CRT-002'] },
  {
    id: 'created-without-key',
    title: 'A row that was created is shown without primary key.',
    fails: ['DV-CRT-002', 'DV-UPS-004', 'DV-AK-004'],
  },
  { id: 'retrieved-without-context', title: 'A retrieved row has no context.', fails: ['DV-GET-001', 'DV-GET-003'] },
  { id: 'retrieved-without-tag', title: 'A retrieved row has no @odata.etag.', fails: ['DV-GET-001'] },
  { id: 'retrieved-without-key', title: 'A retrieved row has no primary key.', fails: ['DV-GET-001'] },
  { id: 'retrieve-ignores-select', title: 'A GET shows all columns, whatever is selected.', fails: ['DV-GET-001'] },
  { id: 'money-as-text', title: 'Money is shown as a text.', fails: ['DV-GET-001', 'DV-PRF-005', 'DV-UPD-001'] },
  { id: 'strong-tags', title: 'Tags are strong.', fails: ['DV-GET-001', 'DV-CRT-002', 'DV-PRF-003'] },
  {
    id: 'no-etag-header',
    title: 'The tag stands in the body only.',
    switchesOff: ['DV-GET-002'],
    fails: ['DV-GET-002'],
  },
  {
    id: 'context-of-the-set',
    title: 'The context of a row is that of its set.',
    switchesOff: ['DV-GET-003'],
    fails: ['DV-GET-003', 'DV-PRF-003'],
  },
  {
    id: 'money-without-currency',
    title: 'Money is shown without its currency.',
    switchesOff: ['DV-GET-004'],
    fails: ['DV-GET-004'],
  },
  {
    id: 'missing-row-is-204',
    title: 'A missing row is answered 204.',
    switchesOff: ['DV-GET-005'],
    fails: ['DV-GET-005'],
  },
  { id: 'missing-row-unnamed', title: 'The answer for a missing row does not name it.', fails: ['DV-GET-005'] },
  { id: 'reading-moves-the-tag', title: 'A GET changes the tag.', switchesOff: ['DV-GET-008'], fails: ['DV-GET-008'] },
  {
    id: 'metadata-without-keys',
    title: 'The metadata shows no alternate keys.',
    switchesOff: ['DV-MSC-004'],
    fails: ['DV-MSC-004'],
  },
  {
    id: 'metadata-forgets-a-key-column',
    title: 'The metadata shows the first column of a key only.',
    fails: ['DV-MSC-004'],
  },
];

/** Bugs in updating with PATCH. */
const updates: readonly Mutant[] = [
  { id: 'update-answers-200', title: 'An update answers 200 without a body.', fails: ['DV-UPD-001'] },
  {
    id: 'update-answered-but-lost',
    title: 'An update is answered and forgotten.',
    fails: ['DV-UPD-001', 'DV-UPD-003'],
  },
  {
    id: 'update-names-another-row',
    title: 'OData-EntityId of an update names another row.',
    switchesOff: ['DV-UPD-002'],
    fails: ['DV-UPD-002'],
  },
  {
    id: 'patch-replaces',
    title: 'A PATCH with If-Match star empties what it does not send.',
    switchesOff: ['DV-UPD-003'],
    fails: ['DV-UPD-003'],
  },
  {
    id: 'conditional-patch-replaces',
    title: 'A PATCH with a tag empties what it does not send.',
    fails: ['DV-CND-023'],
  },
  { id: 'tag-stays', title: 'A PATCH does not change the tag.', switchesOff: ['DV-UPD-004'], fails: ['DV-UPD-004'] },
  {
    id: 'equal-values-are-no-update',
    title: 'A PATCH of equal values does not change the tag.',
    switchesOff: ['DV-UPD-005'],
    fails: ['DV-UPD-005'],
  },
  {
    id: 'null-is-left-out',
    title: 'A null in a body is taken for nothing.',
    switchesOff: ['DV-UPD-006'],
    fails: ['DV-UPD-006'],
  },
  {
    id: 'required-column-cleared',
    title: 'Any column can be set to null.',
    switchesOff: ['DV-UPD-007'],
    fails: ['DV-UPD-007'],
  },
  {
    id: 'if-match-star-creates',
    title: 'A PATCH with If-Match star creates.',
    switchesOff: ['DV-UPD-010'],
    fails: ['DV-UPD-010'],
  },
  {
    id: 'update-only-on-missing-is-412',
    title: 'If-Match star on a missing row is answered 412, as HTTP has it.',
    fails: ['DV-UPD-010'],
  },
  {
    id: 'tag-in-the-body-counts',
    title: 'The tag in a body is taken for a condition.',
    switchesOff: ['DV-UPD-011'],
    fails: ['DV-UPD-011'],
  },
  {
    id: 'unknown-property-ignored',
    title: 'Properties a table does not have are ignored.',
    switchesOff: ['DV-ERR-003'],
    fails: ['DV-ERR-003', 'DV-UPS-011'],
  },
  { id: 'unknown-property-unnamed', title: 'The refusal does not name the unknown property.', fails: ['DV-ERR-003'] },
  { id: 'bad-update-half-applied', title: 'The valid part of a refused body is stored.', fails: ['DV-UPD-016'] },
  {
    id: 'state-without-status',
    title: 'A new state leaves the old status.',
    switchesOff: ['DV-STA-001'],
    fails: ['DV-STA-001'],
  },
  {
    id: 'status-hides-state',
    title: 'A state is ignored when a status comes with it.',
    switchesOff: ['DV-STA-002'],
    fails: ['DV-STA-002'],
  },
  {
    id: 'always-default-status',
    title: 'Every state gets its default status.',
    switchesOff: ['DV-STA-003'],
    fails: ['DV-STA-003'],
  },
];

/** Bugs in returning the row. */
const representations: readonly Mutant[] = [
  {
    id: 'update-ignores-preference',
    title: 'An update never returns the row.',
    switchesOff: ['DV-PRF-001'],
    fails: ['DV-PRF-001'],
  },
  {
    id: 'preference-not-confirmed',
    title: 'Preference-Applied is missing.',
    switchesOff: ['DV-PRF-002'],
    fails: ['DV-PRF-002'],
  },
  { id: 'updated-without-context', title: 'The returned row has no context.', fails: ['DV-PRF-003'] },
  { id: 'updated-without-tag', title: 'The returned row has no tag.', fails: ['DV-PRF-003'] },
  { id: 'updated-without-key', title: 'The returned row has no primary key unless selected.', fails: ['DV-PRF-003'] },
  {
    id: 'update-ignores-select',
    title: 'The returned row has all columns.',
    switchesOff: ['DV-PRF-004'],
    fails: ['DV-PRF-004'],
  },
  {
    id: 'representation-of-old-values',
    title: 'The returned row is the one before the update.',
    fails: ['DV-PRF-005'],
  },
  { id: 'representation-of-sent-values', title: 'The returned row has only what was sent.', fails: ['DV-PRF-005'] },
  {
    id: 'select-asks-for-the-row',
    title: '$select alone makes an update return the row.',
    switchesOff: ['DV-PRF-006'],
    fails: ['DV-PRF-006'],
  },
  {
    id: 'update-expands',
    title: '$expand on an update is honoured.',
    switchesOff: ['DV-PRF-007'],
    fails: ['DV-PRF-007'],
  },
  {
    id: 'update-without-etag-header',
    title: 'The returned row comes without ETag header.',
    switchesOff: ['DV-PRF-008'],
    fails: ['DV-PRF-008'],
  },
  {
    id: 'old-tag-returned',
    title: 'The returned row has the tag of the state before.',
    switchesOff: ['DV-PRF-009'],
    fails: ['DV-PRF-009'],
  },
  {
    id: 'minimal-returns-the-row',
    title: 'Any preference about return returns the row.',
    switchesOff: ['DV-PRF-010'],
    fails: ['DV-PRF-010'],
  },
];

/** Bugs in upserts. */
const upserts: readonly Mutant[] = [
  {
    id: 'upsert-makes-its-own-id',
    title: 'An upsert creates under an id of the server.',
    switchesOff: ['DV-UPS-001'],
    fails: ['DV-UPS-001'],
  },
  {
    id: 'create-answers-201',
    title: 'An upsert that creates answers 201 unasked.',
    fails: ['DV-UPS-001', 'DV-AK-001'],
  },
  {
    id: 'create-answered-but-lost',
    title: 'An upsert that creates stores nothing.',
    fails: ['DV-UPS-001', 'DV-AK-001'],
  },
  {
    id: 'create-without-entity-id',
    title: 'An upsert that creates does not say what.',
    switchesOff: ['DV-UPS-002'],
    fails: ['DV-UPS-002'],
  },
  {
    id: 'upsert-update-without-entity-id',
    title: 'An upsert that updates does not say what.',
    switchesOff: ['DV-UPS-003'],
    fails: ['DV-UPS-003'],
  },
  {
    id: 'create-ignores-preference',
    title: 'An upsert that creates never returns the row.',
    switchesOff: ['DV-UPS-004'],
    fails: ['DV-UPS-004', 'DV-AK-004'],
  },
  { id: 'created-answers-200', title: 'An upsert that creates answers 200.', fails: ['DV-UPS-004', 'DV-AK-004'] },
  {
    id: 'updated-answers-201',
    title: 'An upsert that updates answers 201.',
    switchesOff: ['DV-UPS-005'],
    fails: ['DV-UPS-005', 'DV-AK-004'],
  },
  {
    id: 'upsert-inserts-a-second-row',
    title: 'An upsert that updates inserts a row as well.',
    fails: ['DV-UPS-006', 'DV-AK-003'],
  },
  {
    id: 'upsert-replaces',
    title: 'An upsert that updates empties what it does not send.',
    switchesOff: ['DV-UPS-007'],
    fails: ['DV-UPS-007'],
  },
  {
    id: 'deleted-ids-stay-taken',
    title: 'The id of a deleted row cannot be used again.',
    switchesOff: ['DV-UPS-009'],
    fails: ['DV-UPS-009'],
  },
  { id: 'bad-upsert-leaves-a-row', title: 'A refused upsert has made a row.', fails: ['DV-UPS-011'] },
];

/** Bugs in alternate keys. */
const keys: readonly Mutant[] = [
  {
    id: 'key-not-taken-from-url',
    title: 'A row made by alternate key lacks its key.',
    switchesOff: ['DV-AK-001'],
    fails: ['DV-AK-001'],
  },
  {
    id: 'entity-id-with-guid',
    title: 'OData-EntityId names the primary key.',
    switchesOff: ['DV-AK-002'],
    fails: ['DV-AK-002', 'DV-AK-003'],
  },
  {
    id: 'key-update-without-entity-id',
    title: 'Only an upsert by key that creates says what it wrote.',
    switchesOff: ['DV-AK-003'],
    fails: ['DV-AK-003'],
  },
  {
    id: 'key-in-the-body-counts',
    title: 'A key value in the body moves the row.',
    switchesOff: ['DV-AK-005'],
    fails: ['DV-AK-005'],
  },
  {
    id: 'key-in-the-body-refused',
    title: 'A key value in the body of a create is refused.',
    switchesOff: ['DV-AK-006'],
    fails: ['DV-AK-006'],
  },
  {
    id: 'url-key-counts',
    title: 'The key in the URL beats the one in the body.',
    switchesOff: ['DV-AK-007'],
    fails: ['DV-AK-007'],
  },
  {
    id: 'keys-never-change',
    title: 'Key values are fixed once and for all.',
    switchesOff: ['DV-AK-008'],
    fails: ['DV-AK-008'],
  },
  { id: 'old-key-still-resolves', title: 'The old key value still leads to the row.', fails: ['DV-AK-008'] },
  {
    id: 'if-match-star-creates-by-key',
    title: 'A PATCH by key with If-Match star creates.',
    switchesOff: ['DV-AK-014'],
    fails: ['DV-AK-014'],
  },
  {
    id: 'create-only-updates-by-key',
    title: 'A PATCH by key with If-None-Match star updates.',
    switchesOff: ['DV-AK-015'],
    fails: ['DV-AK-015'],
  },
  {
    id: 'missing-key-is-204',
    title: 'A key that no row has is answered 204.',
    switchesOff: ['DV-AK-016'],
    fails: ['DV-AK-016'],
  },
  {
    id: 'delete-by-key-answers-otherwise',
    title: 'A DELETE by key answers 200, and 204 when there is nothing.',
    switchesOff: ['DV-AK-017'],
    fails: ['DV-AK-017'],
  },
];

/** Bugs in conditions. */
const conditions: readonly Mutant[] = [
  {
    id: 'current-tag-refused',
    title: 'The current tag is refused.',
    switchesOff: ['DV-CND-001'],
    fails: ['DV-CND-001'],
  },
  {
    id: 'stale-write-accepted',
    title: 'An old tag is accepted.',
    switchesOff: ['DV-CND-002'],
    fails: ['DV-CND-002', 'DV-CND-023'],
  },
  { id: 'stale-is-409', title: 'An old tag is answered 409.', fails: ['DV-CND-002', 'DV-CND-023'] },
  { id: 'stale-without-words', title: 'The refusal of an old tag does not say what was wrong.', fails: ['DV-CND-002'] },
  {
    id: 'refused-update-applied',
    title: 'An update is refused and stored.',
    fails: ['DV-CND-002', 'DV-CND-008', 'DV-AK-015'],
  },
  {
    id: 'refused-create-applied',
    title: 'A create is refused and stored.',
    fails: ['DV-UPD-010', 'DV-AK-014', 'DV-UPS-012'],
  },
  { id: 'refused-write-locks-the-row', title: 'A refused write leaves the row locked.', fails: ['DV-CND-023'] },
  {
    id: 'stale-delete-accepted',
    title: 'A DELETE with an old tag is carried out.',
    switchesOff: ['DV-CND-003'],
    fails: ['DV-CND-003'],
  },
  { id: 'stale-delete-is-409', title: 'A DELETE with an old tag is answered 409.', fails: ['DV-CND-003'] },
  { id: 'refused-delete-applied', title: 'A DELETE is refused and carried out.', fails: ['DV-CND-003'] },
  {
    id: 'current-delete-refused',
    title: 'A DELETE with the current tag is refused.',
    switchesOff: ['DV-CND-004'],
    fails: ['DV-CND-004'],
  },
  {
    id: 'star-is-no-tag',
    title: 'If-Match star matches nothing.',
    switchesOff: ['DV-CND-006'],
    fails: ['DV-CND-006', 'DV-UPD-001'],
  },
  {
    id: 'create-only-never-creates',
    title: 'If-None-Match star prevents creating, too.',
    switchesOff: ['DV-CND-007'],
    fails: ['DV-CND-007'],
  },
  {
    id: 'create-only-updates',
    title: 'A PATCH with If-None-Match star updates.',
    switchesOff: ['DV-CND-008'],
    fails: ['DV-CND-008'],
  },
  {
    id: 'create-only-on-existing-is-409',
    title: 'If-None-Match star on a row that exists is answered 409.',
    fails: ['DV-CND-008', 'DV-AK-015'],
  },
  {
    id: 'never-304',
    title: 'A GET with the current tag is answered 200.',
    switchesOff: ['DV-CND-009'],
    fails: ['DV-CND-009'],
  },
  {
    id: 'always-304',
    title: 'A GET with any tag is answered 304.',
    switchesOff: ['DV-CND-010'],
    fails: ['DV-CND-010'],
  },
  {
    id: 'null-literal-stops-patch',
    title: 'If-None-Match null is malformed on writes.',
    switchesOff: ['DV-CND-017'],
    fails: ['DV-CND-017', 'DV-HDR-011'],
  },
  {
    id: 'null-literal-stops-get',
    title: 'If-None-Match null is malformed on reads.',
    switchesOff: ['DV-CND-018'],
    fails: ['DV-CND-018', 'DV-HDR-011'],
  },
];

/** Bugs in single properties. */
const properties: readonly Mutant[] = [
  {
    id: 'property-put-answers-200',
    title: 'A PUT on a property answers 200.',
    switchesOff: ['DV-PRP-001'],
    fails: ['DV-PRP-001'],
  },
  { id: 'property-put-answered-but-lost', title: 'A PUT on a property is forgotten.', fails: ['DV-PRP-001'] },
  { id: 'property-put-clears-others', title: 'A PUT on a property clears others.', fails: ['DV-PRP-001'] },
  {
    id: 'property-delete-answers-200',
    title: 'A DELETE on a property answers 200.',
    switchesOff: ['DV-PRP-002'],
    fails: ['DV-PRP-002'],
  },
  {
    id: 'property-delete-answered-but-lost',
    title: 'A DELETE on a property is forgotten.',
    fails: ['DV-PRP-002', 'DV-PRP-015'],
  },
  { id: 'property-delete-clears-others', title: 'A DELETE on a property clears others.', fails: ['DV-PRP-003'] },
  {
    id: 'property-delete-removes-the-row',
    title: 'A DELETE on a property removes the row.',
    switchesOff: ['DV-PRP-003'],
    fails: ['DV-PRP-003'],
  },
  {
    id: 'property-write-keeps-the-tag',
    title: 'A write to a property does not change the tag.',
    switchesOff: ['DV-PRP-005'],
    fails: ['DV-PRP-005'],
  },
  {
    id: 'property-write-creates-row',
    title: 'A write to a property of a missing row creates it.',
    fails: ['DV-PRP-006'],
  },
  {
    id: 'property-of-missing-row-is-204',
    title: 'A write to a property of a missing row answers 204.',
    switchesOff: ['DV-PRP-006'],
    fails: ['DV-PRP-006'],
  },
  {
    id: 'property-of-missing-row-is-400',
    title: 'A write to a property of a missing row answers 400.',
    fails: ['DV-PRP-006'],
  },
  {
    id: 'navigation-property-cleared',
    title: 'A DELETE on a navigation property unlinks.',
    switchesOff: ['DV-PRP-011'],
    fails: ['DV-PRP-011'],
  },
  {
    id: 'refused-unlink-applied',
    title: 'A DELETE on a navigation property is refused and unlinks.',
    fails: ['DV-PRP-011'],
  },
  {
    id: 'required-property-cleared',
    title: 'Any property can be cleared.',
    switchesOff: ['DV-PRP-012'],
    fails: ['DV-PRP-012'],
  },
  {
    id: 'property-write-names-another-row',
    title: 'OData-EntityId after a write to a property names another row.',
    switchesOff: ['DV-PRP-017'],
    fails: ['DV-PRP-017'],
  },
  { id: 'no-unlink', title: 'There is no $ref to DELETE.', switchesOff: ['DV-NAV-003'], fails: ['DV-NAV-003'] },
  { id: 'unlink-answered-but-lost', title: 'An unlinking is forgotten.', fails: ['DV-NAV-003'] },
  { id: 'unlink-deletes-the-other-row', title: 'An unlinking deletes the other row.', fails: ['DV-NAV-003'] },
];

/** Bugs in deleting and in actions on several rows. */
const deletes: readonly Mutant[] = [
  { id: 'delete-answers-200', title: 'A DELETE answers 200.', switchesOff: ['DV-DEL-001'], fails: ['DV-DEL-001'] },
  {
    id: 'delete-answered-but-lost',
    title: 'A DELETE is forgotten.',
    fails: ['DV-DEL-001', 'DV-DEL-004', 'DV-AK-017', 'DV-CND-004'],
  },
  {
    id: 'delete-of-nothing-is-204',
    title: 'A DELETE of a missing row answers 204.',
    switchesOff: ['DV-DEL-002'],
    fails: ['DV-DEL-002', 'DV-DEL-003'],
  },
  {
    id: 'delete-with-entity-id',
    title: 'The answer to a DELETE names the row.',
    switchesOff: ['DV-DEL-007'],
    fails: ['DV-DEL-007'],
  },
  {
    id: 'update-multiple-answers-200',
    title: 'UpdateMultiple answers 200.',
    switchesOff: ['DV-BLK-001'],
    fails: ['DV-BLK-001'],
  },
  {
    id: 'update-multiple-forgets-the-first',
    title: 'UpdateMultiple leaves out the first target.',
    fails: ['DV-BLK-001'],
  },
  {
    id: 'update-multiple-forgets-the-last',
    title: 'UpdateMultiple leaves out the last target.',
    fails: ['DV-BLK-001'],
  },
  {
    id: 'delete-multiple-for-everybody',
    title: 'A standard table has DeleteMultiple.',
    switchesOff: ['DV-BLK-004'],
    fails: ['DV-BLK-004'],
  },
];

export const mutants: readonly Mutant[] = [
  ...answers,
  ...requests,
  ...baseline,
  ...updates,
  ...representations,
  ...upserts,
  ...keys,
  ...conditions,
  ...properties,
  ...deletes,
];
