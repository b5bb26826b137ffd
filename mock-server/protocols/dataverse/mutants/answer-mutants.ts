import { isJsonObject, type Json } from '../../../../core/json.ts';
import type { Attachment } from '../../../kernel/bug.ts';
import { changingHeader, withHeader, withJson, withoutHeader } from '../../../kernel/bugs/answer-otherwise.ts';
import { dropsTagOfCompressed, marksTagOfCompressed } from '../../../kernel/bugs/compressed.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { answered, decidedBy } from '../../../kernel/bugs/when.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { answeringEmptyObject, withoutBody } from './answers.ts';
import { both } from './editions.ts';

const errors = decidedBy('DV-ERR-001');

/** Bugs in what every answer has in common. */
export const answerMutants: readonly Mutant[] = mutantsOf(
  [
    ['no-etag-when-compressed', 'Who takes gzip is sent no ETag.', 'DV-GET-002', dropsTagOfCompressed],
    ['gzip-in-the-etag', 'Who takes gzip is sent the tag with -gzip in it.', 'DV-GET-002', marksTagOfCompressed],
    ['no-odata-version', 'OData-Version is missing.', 'DV-HDR-001'],
    ['errors-without-version', 'OData-Version is missing on errors of the Web API.', 'DV-HDR-017'],
    ['early-errors-without-version', 'OData-Version is missing where a method or an action is refused.', 'DV-HDR-012'],
    ['another-odata-version', 'OData-Version says 4.01.', ['DV-HDR-001', 'DV-HDR-012', 'DV-HDR-017', 'DV-HDR-020']],
    ['json-as-plain-text', 'JSON is sent as text/plain.', 'DV-HDR-005'],
    ['entity-id-of-another-host', 'OData-EntityId names the host behind a proxy.', 'DV-HDR-014'],
    ['errors-as-plain-text', 'Errors in JSON are sent as text/plain.', 'DV-HDR-005'],
    ['full-metadata', 'The content type says that metadata is full.', 'DV-HDR-013'],
    ['body-on-204', 'A 204 has a body.', 'DV-HDR-006'],
    ['errors-without-body', 'Errors have no body.', 'DV-ERR-001', withoutBody(errors)],
    ['errors-without-code', 'Errors have no code.', 'DV-ERR-001'],
    ['errors-without-message', 'Errors have no message.', 'DV-ERR-001'],
    ['errors-with-inner-error', 'Errors show an innererror.', 'DV-ERR-001'],
    ['errors-without-words', 'The message of an error is empty.', 'DV-ERR-001'],
    ['errors-with-names', 'The code of an error is a name.', 'DV-ERR-001'],
    ['errors-unwrapped', 'Code and message stand at the top.', 'DV-ERR-001'],
  ],
  {
    'no-odata-version': withoutHeader('OData-Version', decidedBy('DV-HDR-001')),
    'errors-without-version': withoutHeader('OData-Version', decidedBy('DV-HDR-017')),
    'early-errors-without-version': withoutHeader('OData-Version', decidedBy('DV-HDR-012')),
    'another-odata-version': withHeader(['OData-Version', '4.01'], decidedBy('DV-HDR-001', 'DV-HDR-012', 'DV-HDR-017')),
    'json-as-plain-text': withHeader(['Content-Type', 'text/plain'], decidedBy('DV-HDR-005')),
    'entity-id-of-another-host': changingHeader('OData-EntityId', decidedBy('DV-HDR-014'), (url, { world }) =>
      url.replace(world.baseUrl, 'http://backend.invalid'),
    ),
    'errors-as-plain-text': withHeader(['Content-Type', 'text/plain'], errors),
    'full-metadata': withHeader(['Content-Type', 'application/json; odata.metadata=full'], decidedBy('DV-HDR-013')),
    'body-on-204': answeringEmptyObject(204, answered(decidedBy('DV-HDR-006'), 204)),
    'errors-without-code': changingError(({ message }) => ({ error: { message } })),
    'errors-without-message': changingError(({ code }) => ({ error: { code } })),
    'errors-with-inner-error': changingError(({ code, message }) => ({
      error: { code, message, innererror: { message, type: '', stacktrace: '' } },
    })),
    'errors-without-words': changingError(({ code }) => ({ error: { code, message: '' } })),
    'errors-with-names': changingError(({ message }) => ({ error: { code: 'InvalidRequest', message } })),
    'errors-unwrapped': changingError(({ code, message }) => ({ code, message })),
  },
  {
    'no-odata-version': both,
    'errors-without-version': both,
    'another-odata-version': both,
    'json-as-plain-text': both,
    'errors-as-plain-text': both,
    'full-metadata': both,
    'body-on-204': { ...both, breaksShape: true },
    'errors-without-body': { ...both, breaksShape: true },
    'errors-without-code': { ...both, breaksShape: true },
    'errors-without-message': { ...both, breaksShape: true },
    'errors-with-inner-error': { ...both, breaksShape: true },
    'errors-unwrapped': { ...both, breaksShape: true },
  },
);

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
