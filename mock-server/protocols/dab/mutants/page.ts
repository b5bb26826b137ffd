import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, off } from './mutant.ts';

/** Bugs in what the vendor page alone says. */
export const pageMutants: readonly Mutant[] = [
  off('page-enveloped-rows', 'Rows come in an envelope.', 'DAB-DOC-001', {
    editions: ['documented'],
    breaksShape: true,
  }),
  off('page-error-objects', 'Errors are not in the member error.', 'DAB-DOC-002', {
    editions: ['documented'],
    breaksShape: true,
  }),
  bug('page-errors-without-text', 'Every error has the same text.', ['DAB-DOC-002'], { editions: ['documented'] }),
  off('page-with-charset', 'JSON goes out with a charset.', 'DAB-DOC-004', { editions: ['documented'] }),
  off('page-absolute-location', 'The Location of an insert is a path from the root.', 'DAB-DOC-003', {
    editions: ['documented'],
  }),
];
