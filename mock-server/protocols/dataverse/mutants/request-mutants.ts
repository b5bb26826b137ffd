import { type HttpRequest, headerValue, utf8 } from '../../../../core/http.ts';
import { parseMediaType } from '../../../../core/media-type.ts';
import { off } from '../../../kernel/bug.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { decidedBy } from '../../../kernel/bugs/when.ts';
import { taking, withoutField } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuse } from '../refusal.ts';
import { payloadInvalid } from '../refusals.ts';
import { refusingWith } from './answers.ts';

/** Bugs in reading requests. */
export const requestMutants: readonly Mutant[] = [
  {
    id: 'charset-refused',
    title: 'A content type with a charset is unknown.',
    fails: ['DV-HDR-007'],
    at: [refusingWith(decidedBy('DV-HDR-007'), () => refuse(415, '', 'The media type is not supported.'))],
  },
  {
    id: 'latin-1-unless-named',
    title: 'JSON without a charset is read as Latin-1.',
    fails: ['DV-HDR-007'],
    at: [
      taking(
        ({ request }) => request.body.some((byte) => byte > 127) && !namesCharset(request),
        ({ request }) => ({
          ...request,
          body: utf8(Array.from(request.body, (byte) => String.fromCharCode(byte)).join('')),
        }),
      ),
    ],
  },
  {
    id: 'delete-wants-a-body',
    title: 'A DELETE that names a content type must have content.',
    fails: ['DV-HDR-008'],
    at: [refusingWith(decidedBy('DV-HDR-008'), () => payloadInvalid('The body is empty.'))],
  },
  {
    id: 'property-delete-wants-a-body',
    title: 'So must one on a property.',
    fails: ['DV-PRP-015'],
    at: [refusingWith(decidedBy('DV-PRP-015'), () => payloadInvalid('The body is empty.'))],
    editions: ['current', 'documented'],
  },
  {
    id: 'null-literal-refused',
    title: 'If-None-Match null is a malformed tag.',
    fails: ['DV-HDR-011', 'DV-CND-017', 'DV-CND-018'],
    at: [off('DV-HDR-011')],
  },
  {
    id: 'null-literal-prevents-update',
    title: 'If-None-Match null is taken for a star on writes.',
    fails: ['DV-HDR-011', 'DV-CND-017'],
    at: [taking(decidedBy('DV-CND-017'), withStar)],
  },
  {
    id: 'null-literal-matches-any-read',
    title: 'If-None-Match null is taken for a star on reads.',
    fails: ['DV-HDR-011', 'DV-CND-018'],
    at: [taking(decidedBy('DV-CND-018'), withStar)],
  },
  {
    id: 'null-literal-stops-post',
    title: 'If-None-Match null is malformed on a POST.',
    fails: ['DV-HDR-011'],
    at: [off('DV-HDR-011', 'POST')],
  },
  {
    id: 'null-literal-stops-put',
    title: 'If-None-Match null is malformed on a PUT.',
    fails: ['DV-HDR-011'],
    at: [off('DV-HDR-011', 'PUT')],
  },
  {
    id: 'null-literal-stops-delete',
    title: 'If-None-Match null is malformed on a DELETE.',
    fails: ['DV-HDR-011'],
    at: [off('DV-HDR-011', 'DELETE')],
  },
  {
    id: 'null-literal-cancels-if-match',
    title: 'If-None-Match null makes the server forget If-Match.',
    fails: ['DV-UPS-012'],
    at: [taking(decidedBy('DV-UPS-012'), ({ request }) => withoutField(request, 'If-Match'))],
  },
];

function namesCharset({ headers }: HttpRequest): boolean {
  return parseMediaType(headerValue(headers, 'Content-Type') ?? '')?.parameters['charset'] !== undefined;
}

function withStar({ request }: { readonly request: HttpRequest }): HttpRequest {
  return withField(request, ['If-None-Match', '*']);
}
