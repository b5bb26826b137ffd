import type { Mutant } from '../../../kernel/protocol-core.ts';

/** Bugs in reading requests. */
export const requestMutants: readonly Mutant[] = [
  {
    id: 'charset-refused',
    title: 'A content type with a charset is unknown.',
    switchesOff: ['DV-HDR-007'],
    fails: ['DV-HDR-007'],
    mayFail: ['DV-PRF-001'],
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
    editions: ['current', 'documented'],
  },
  {
    id: 'null-literal-refused',
    title: 'If-None-Match null is a malformed tag.',
    switchesOff: ['DV-HDR-011'],
    fails: ['DV-HDR-011', 'DV-CND-017', 'DV-CND-018'],
    mayFail: ['DV-UPS-012'],
  },
  {
    id: 'null-literal-prevents-update',
    title: 'If-None-Match null is taken for a star on writes.',
    fails: ['DV-HDR-011', 'DV-CND-017'],
    mayFail: ['DV-UPS-012'],
  },
  {
    id: 'null-literal-matches-any-read',
    title: 'If-None-Match null is taken for a star on reads.',
    fails: ['DV-HDR-011', 'DV-CND-018'],
  },
  { id: 'null-literal-stops-post', title: 'If-None-Match null is malformed on a POST.', fails: ['DV-HDR-011'] },
  { id: 'null-literal-stops-put', title: 'If-None-Match null is malformed on a PUT.', fails: ['DV-HDR-011'] },
  { id: 'null-literal-stops-delete', title: 'If-None-Match null is malformed on a DELETE.', fails: ['DV-HDR-011'] },
  {
    id: 'null-literal-cancels-if-match',
    title: 'If-None-Match null makes the server forget If-Match.',
    switchesOff: ['DV-UPS-012'],
    fails: ['DV-UPS-012'],
  },
];
