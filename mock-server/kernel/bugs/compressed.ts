import { type HttpResponse, headerValue } from '../../../core/http.ts';
import { type Attachment, around, memoryOf } from '../bug.ts';
import { changingHeader, type When, withoutHeader } from './answer-otherwise.ts';

/** The request takes gzip, as those of real clients do. */
const takesGzip: When = ({ request }) => /\bgzip\b/i.test(headerValue(request.headers, 'Accept-Encoding') ?? '');

/** A gateway that compresses, and drops the tag of what it compresses. */
export const dropsTagOfCompressed: Attachment = withoutHeader(
  'ETag',
  (exchange) => takesGzip(exchange) && headerValue(exchange.response.headers, 'ETag') !== undefined,
);

/** A gateway that compresses, and marks the tag as that of another form: abc, "abc" or W/"abc" becomes abc-gzip, … */
export const marksTagOfCompressed: Attachment = changingHeader('ETag', takesGzip, (tag) =>
  tag.endsWith('"') ? `${tag.slice(0, -1)}-gzip"` : `${tag}-gzip`,
);

/** A cache that keeps what it has compressed, and goes on showing it: the answer to a read as it was the first time. */
export function keepsCompressed(when: When): Attachment {
  return around(
    (exchange) => exchange.request.method === 'GET' && takesGzip(exchange) && when(exchange),
    ({ request, response, store }) => {
      const kept = memoryOf<HttpResponse>(store, 'keeps-compressed');
      const known = kept.get(request.target);
      if (known === undefined) kept.put(request.target, response);
      return known ?? response;
    },
  );
}
