import { decodeUtf8, headerValue } from '../../../../../core/http.ts';
import { isJsonArray, isJsonObject, type Json } from '../../../../../core/json.ts';
import type { Attachment, Exchange } from '../../../../kernel/bug.ts';
import type { When } from '../../../../kernel/bugs/answer-otherwise.ts';
import { jsonOf, withText } from '../../../../kernel/bugs/other-request.ts';
import { all, decidedBy } from '../../../../kernel/bugs/when.ts';
import { taking } from '../../../../kernel/bugs/write-otherwise.ts';
import { mediaTypeOf } from '../../request/media-type-of.ts';

type Skip = (text: string) => string;

/** What lenient readers of JSON skip. */
export const habits: Readonly<Record<'comments' | 'trailing-commas' | 'single-quotes' | 'text-behind', Skip>> = {
  comments: (text) => text.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, ''),
  'trailing-commas': (text) => text.replaceAll(/,(\s*[}\]])/g, '$1'),
  'single-quotes': (text) => text.replaceAll(/'([^']*)'/g, '"$1"'),
  'text-behind': (text) => text.replace(/\}[^}]*$/, '}'),
};

/** Reads a body that is no JSON when it is some after this is skipped. */
export function reading(skip: Skip): Attachment {
  const relaxed = ({ request }: Exchange) => withText(request, skip(decodeUtf8(request.body)));
  return taking(
    all(decidedBy('DAB-BOD-001'), (exchange) => jsonOf(relaxed(exchange)) !== undefined),
    relaxed,
  );
}

/** The first object of an array. */
export function firstOf(list: Json | undefined): Json {
  return isJsonArray(list) && isJsonObject(list[0]) ? list[0] : {};
}

/** Does a text name a member twice? */
export function hasDoubledName({ request }: Exchange): boolean {
  const names = [...decodeUtf8(request.body).matchAll(/"([^"\\]*)"\s*:/g)].map(([, name]) => name);
  return new Set(names).size < names.length;
}

/** Is the body of a request a form? */
export function isForm({ request }: Exchange): boolean {
  return /^(?:multipart\/form-data|application\/x-www-form-urlencoded)$/.test(mediaTypeOf(request)?.essence ?? '');
}

/** Is a body read whose media type is such? "": it has none; "?": it has something that is no media type. */
export function typed(essence: RegExp): When {
  return all(decidedBy('DAB-NEG-001'), (exchange) => {
    const named = headerValue(exchange.request.headers, 'content-type');
    return (
      !isForm(exchange) && essence.test(named === undefined ? '' : (mediaTypeOf(exchange.request)?.essence ?? '?'))
    );
  });
}
