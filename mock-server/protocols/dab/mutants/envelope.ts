import type { Mutant } from '../../../kernel/protocol-core.ts';
import { bug, off, withPage } from './mutant.ts';

/** Bugs of the envelope and of headers. */
export const envelopeMutants: readonly Mutant[] = [
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
  bug('echoes-any-correlation-id', 'A correlation id that is no GUID is given back.', ['DAB-ENV-005']),
  off('correlation-id-on-failures', 'A failure that is not handled has a correlation id.', 'DAB-ENV-011'),
  off('stores-half-characters', 'A text with an unpaired surrogate is stored.', 'DAB-ENV-009'),
  off('production-shows-the-database', 'In production the text of the database is shown.', 'DAB-ENV-010'),
];
