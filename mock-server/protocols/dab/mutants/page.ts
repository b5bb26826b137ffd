import { headerValue, splitTarget } from '../../../../core/http.ts';
import { isJsonObject, jsonObject } from '../../../../core/json.ts';
import { off } from '../../../kernel/bug.ts';
import { answering, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, answered, decidedBy, done, on, refused } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { onPageAlone } from './around/editions.ts';
import { rowOf } from './around/exchanges.ts';
import { refusedAs } from './around/refusals.ts';

/** Bugs in what the vendor page alone says. */
export const pageMutants: readonly Mutant[] = mutantsOf(
  [
    ['page-enveloped-rows', 'Rows come in an envelope.', 'DAB-DOC-001'],
    ['page-error-objects', 'Errors are not in the member error.', 'DAB-DOC-002'],
    ['page-errors-without-text', 'Every error has the same text.', 'DAB-DOC-002'],
    ['page-patch-shows-whole-rows', 'A PATCH shows every column.', 'DAB-DOC-001'],
    ['page-patch-insert-shows-nothing', 'An inserting PATCH shows its key alone.', 'DAB-DOC-001'],
    ['page-bad-tag-has-no-text', 'A refused If-Match has another text, but for a tag in quotes on PUT.', 'DAB-DOC-002'],
    ['page-with-charset', 'JSON goes out with a charset.', 'DAB-DOC-004', off('DAB-DOC-004')],
    ['page-absolute-location', 'The Location of an insert is a path from the root.', 'DAB-DOC-003'],
  ],
  {
    'page-enveloped-rows': withJson(decidedBy('DAB-DOC-001'), (row) => ({ value: [row] })),
    'page-error-objects': withJson(refused(decidedBy('DAB-DOC-002')), (body) =>
      isJsonObject(body) ? { message: body['error'] ?? null } : body,
    ),
    'page-errors-without-text': refusedAs(decidedBy('DAB-DOC-002'), { message: 'Request failed.' }),
    'page-patch-shows-whole-rows': withJson(done(all(on('PATCH'), decidedBy('DAB-DOC-001'))), (row, exchange) => {
      const is = rowOf(exchange)?.is;
      return isJsonObject(row) && is ? { ...row, ...is } : row;
    }),
    'page-patch-insert-shows-nothing': withJson(answered(all(on('PATCH'), decidedBy('DAB-DOC-001')), 201), (row) =>
      isJsonObject(row) ? jsonObject(Object.entries(row).slice(0, 1)) : row,
    ),
    'page-bad-tag-has-no-text': refusedAs(
      decidedBy('DAB-IFM-006', 'DAB-IFM-008', 'DAB-IFM-009', 'DAB-IFM-010', 'DAB-IFM-011'),
      { message: 'Request failed.' },
    ),
    'page-absolute-location': answering(decidedBy('DAB-DOC-003'), ({ request, response }) => ({
      ...response,
      headers: [
        ...response.headers.filter(([name]) => name !== 'Location'),
        ['Location', fromRoot(splitTarget(request.target).path, headerValue(response.headers, 'Location') ?? '')],
      ],
    })),
  },
  {
    'page-enveloped-rows': { ...onPageAlone, breaksShape: true },
    'page-error-objects': { ...onPageAlone, breaksShape: true },
    'page-errors-without-text': onPageAlone,
    'page-patch-shows-whole-rows': onPageAlone,
    'page-patch-insert-shows-nothing': onPageAlone,
    'page-bad-tag-has-no-text': onPageAlone,
    'page-with-charset': onPageAlone,
    'page-absolute-location': onPageAlone,
  },
);

/** The page writes the key alone, in the order of the table; in front of it belongs what the request has there. */
function fromRoot(path: string, key: string): string {
  const segments = path.split('/');
  return [...segments.slice(0, segments.length - key.split('/').length), key].join('/');
}
