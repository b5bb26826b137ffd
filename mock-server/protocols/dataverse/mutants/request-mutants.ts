import { type HttpRequest, headerValue, utf8 } from '../../../../core/http.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import { off } from '../../../kernel/bug.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { decidedBy } from '../../../kernel/bugs/when.ts';
import { taking, withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';
import { refusingWith } from './answers.ts';
import { both } from './editions.ts';

/** Bugs in reading requests. */
export const requestMutants: readonly Mutant[] = mutantsOf(
  [
    ['charset-refused', 'A content type with a charset is unknown.', 'DV-HDR-007'],
    ['latin-1-unless-named', 'JSON without a charset is read as Latin-1.', 'DV-HDR-007'],
    ['delete-wants-a-body', 'A DELETE that names a content type must have content.', 'DV-HDR-008'],
    ['property-delete-wants-a-body', 'So must one on a property.', 'DV-PRP-015'],
    ['null-literal-refused', 'If-None-Match null is a malformed tag.', ['DV-HDR-011', 'DV-CND-017', 'DV-CND-018']],
    ['null-literal-prevents-update', 'If-None-Match null is taken for a star on writes.', ['DV-HDR-011', 'DV-CND-017']],
    ['null-literal-matches-any-read', 'If-None-Match null is taken for a star on reads.', ['DV-HDR-011', 'DV-CND-018']],
    ['null-literal-stops-post', 'If-None-Match null is malformed on a POST.', 'DV-HDR-011', off('DV-HDR-011', 'POST')],
    ['null-literal-stops-put', 'If-None-Match null is malformed on a PUT.', 'DV-HDR-011', off('DV-HDR-011', 'PUT')],
    ['null-literal-stops-delete', 'If-None-Match null is malformed on a DELETE.', 'DV-HDR-011'],
    ['null-literal-cancels-if-match', 'If-None-Match null makes the server forget If-Match.', 'DV-UPS-012'],
  ],
  {
    'charset-refused': refusingWith(decidedBy('DV-HDR-007'), () => refuse(415, '', 'The media type is not supported.')),
    'latin-1-unless-named': taking(
      ({ request }) => request.body.some((byte) => byte > 127) && !namesCharset(request),
      ({ request }) => ({
        ...request,
        body: utf8(Array.from(request.body, (byte) => String.fromCharCode(byte)).join('')),
      }),
    ),
    'delete-wants-a-body': refusingWith(decidedBy('DV-HDR-008'), () => payloadInvalid('The body is empty.')),
    'property-delete-wants-a-body': refusingWith(decidedBy('DV-PRP-015'), () => payloadInvalid('The body is empty.')),
    'null-literal-refused': off('DV-HDR-011'),
    'null-literal-prevents-update': taking(decidedBy('DV-CND-017'), withStar),
    'null-literal-matches-any-read': taking(decidedBy('DV-CND-018'), withStar),
    'null-literal-stops-delete': off('DV-HDR-011', 'DELETE'),
    'null-literal-cancels-if-match': taking(decidedBy('DV-UPS-012'), ({ request }) =>
      withoutField(request, 'If-Match'),
    ),
  },
  {
    'property-delete-wants-a-body': both,
  },
);

function namesCharset({ headers }: HttpRequest): boolean {
  return parseMediaType(headerValue(headers, 'Content-Type') ?? '')?.parameters['charset'] !== undefined;
}

function withStar({ request }: { readonly request: HttpRequest }): HttpRequest {
  return withField(request, ['If-None-Match', '*']);
}
