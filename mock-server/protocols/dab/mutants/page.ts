import { headerValue, splitTarget } from '../../../../core/http.ts';
import { isJsonObject } from '../../../../core/json.ts';
import { off } from '../../../kernel/bug.ts';
import { answering, withJson } from '../../../kernel/bugs/answer-otherwise.ts';
import { decidedBy, refused } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refusedAs } from './around/refusals.ts';

/** Bugs in what the vendor page alone says. */
export const pageMutants: readonly Mutant[] = [
  {
    id: 'page-enveloped-rows',
    title: 'Rows come in an envelope.',
    fails: ['DAB-DOC-001'],
    at: [withJson(decidedBy('DAB-DOC-001'), (row) => ({ value: [row] }))],
    editions: ['documented'],
    breaksShape: true,
  },
  {
    id: 'page-error-objects',
    title: 'Errors are not in the member error.',
    fails: ['DAB-DOC-002'],
    at: [
      withJson(refused(decidedBy('DAB-DOC-002')), (body) =>
        isJsonObject(body) ? { message: body['error'] ?? null } : body,
      ),
    ],
    editions: ['documented'],
    breaksShape: true,
  },
  {
    id: 'page-errors-without-text',
    title: 'Every error has the same text.',
    fails: ['DAB-DOC-002'],
    at: [refusedAs(decidedBy('DAB-DOC-002'), { message: 'Request failed.' })],
    editions: ['documented'],
  },
  {
    id: 'page-with-charset',
    title: 'JSON goes out with a charset.',
    fails: ['DAB-DOC-004'],
    at: [off('DAB-DOC-004')],
    editions: ['documented'],
  },
  {
    id: 'page-absolute-location',
    title: 'The Location of an insert is a path from the root.',
    fails: ['DAB-DOC-003'],
    at: [
      answering(decidedBy('DAB-DOC-003'), ({ request, response }) => ({
        ...response,
        headers: [
          ...response.headers.filter(([name]) => name !== 'Location'),
          ['Location', fromRoot(splitTarget(request.target).path, headerValue(response.headers, 'Location') ?? '')],
        ],
      })),
    ],
    editions: ['documented'],
  },
];

/** The page writes the key alone, in the order of the table; in front of it belongs what the request has there. */
function fromRoot(path: string, key: string): string {
  const segments = path.split('/');
  return [...segments.slice(0, segments.length - key.split('/').length), key].join('/');
}
