import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in creating and retrieving. */
export const baselineMutants: readonly Mutant[] = [
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
