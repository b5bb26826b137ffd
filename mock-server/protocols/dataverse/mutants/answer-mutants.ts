import { isJsonObject, type Json } from '../../../../core/json.ts';
import type { Attachment } from '../../../kernel/bug.ts';
import { changingHeader, withHeader, withJson, withoutHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { answeringEmptyObject, withoutBody } from './answers.ts';

const errors = decidedBy('DV-ERR-001');

/** Bugs in what every answer has in common. */
export const answerMutants: readonly Mutant[] = [
  {
    id: 'no-odata-version',
    title: 'OData-Version is missing.',
    fails: ['DV-HDR-001'],
    at: [withoutHeader('OData-Version', decidedBy('DV-HDR-001'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'errors-without-version',
    title: 'OData-Version is missing on errors.',
    fails: ['DV-HDR-012'],
    at: [withoutHeader('OData-Version', decidedBy('DV-HDR-012'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'another-odata-version',
    title: 'OData-Version says 4.01.',
    fails: ['DV-HDR-001', 'DV-HDR-012'],
    at: [withHeader(['OData-Version', '4.01'], decidedBy('DV-HDR-001', 'DV-HDR-012'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'json-as-plain-text',
    title: 'JSON is sent as text/plain.',
    fails: ['DV-HDR-005'],
    at: [withHeader(['Content-Type', 'text/plain'], decidedBy('DV-HDR-005'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'entity-id-of-another-host',
    title: 'OData-EntityId names the host behind a proxy.',
    fails: ['DV-HDR-014'],
    at: [
      changingHeader('OData-EntityId', decidedBy('DV-HDR-014'), (url, { world }) =>
        url.replace(world.baseUrl, 'http://backend.invalid'),
      ),
    ],
  },
  {
    id: 'errors-as-plain-text',
    title: 'Errors in JSON are sent as text/plain.',
    fails: ['DV-HDR-005'],
    at: [withHeader(['Content-Type', 'text/plain'], errors)],
    editions: ['current', 'documented'],
  },
  {
    id: 'full-metadata',
    title: 'The content type says that metadata is full.',
    fails: ['DV-HDR-013'],
    at: [withHeader(['Content-Type', 'application/json; odata.metadata=full'], decidedBy('DV-HDR-013'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'body-on-204',
    title: 'A 204 has a body.',
    fails: ['DV-HDR-006'],
    at: [answeringEmptyObject(204, answered(decidedBy('DV-HDR-006'), 204))],
    editions: ['current', 'documented'],
    breaksShape: true,
  },
  {
    id: 'errors-without-body',
    title: 'Errors have no body.',
    fails: ['DV-ERR-001'],
    at: [withoutBody(errors)],
    editions: ['current', 'documented'],
    breaksShape: true,
  },
  {
    id: 'errors-without-code',
    title: 'Errors have no code.',
    fails: ['DV-ERR-001'],
    at: [changingError(({ message }) => ({ error: { message } }))],
    editions: ['current', 'documented'],
    breaksShape: true,
  },
  {
    id: 'errors-without-message',
    title: 'Errors have no message.',
    fails: ['DV-ERR-001'],
    at: [changingError(({ code }) => ({ error: { code } }))],
    editions: ['current', 'documented'],
    breaksShape: true,
  },
  {
    id: 'errors-with-inner-error',
    title: 'Errors show an innererror.',
    fails: ['DV-ERR-001'],
    at: [
      changingError(({ code, message }) => ({
        error: { code, message, innererror: { message, type: '', stacktrace: '' } },
      })),
    ],
    editions: ['current', 'documented'],
    breaksShape: true,
  },
  {
    id: 'errors-unwrapped',
    title: 'Code and message stand at the top.',
    fails: ['DV-ERR-001'],
    at: [changingError(({ code, message }) => ({ code, message }))],
    editions: ['current', 'documented'],
    breaksShape: true,
  },
];

interface Shown {
  readonly code: Json;
  readonly message: Json;
}

function changingError(change: (error: Shown) => Json): Attachment {
  return withJson(errors, (body) => {
    const error = isJsonObject(body) && isJsonObject(body['error']) ? body['error'] : {};
    return change({ code: error['code'] ?? '', message: error['message'] ?? '' });
  });
}
