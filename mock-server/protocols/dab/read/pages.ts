import { decodeUtf8, type HttpRequest, splitTarget, utf8 } from '../../../../core/http.ts';
import type { Refused } from '../../../kernel/refused.ts';
import type { World } from '../../../kernel/world.ts';
import { refuseBad } from '../errors.ts';
import { decodeBase64, encodeBase64 } from '../model/base64.ts';
import type { Call } from '../request/call.ts';
import { ownOrigin } from './own-origin.ts';

/** The address of the page behind the row with this key, with everything else that was asked for. */
export function nextLink({ request, world }: Call, key: string): string {
  const { path, query = '' } = splitTarget(request.target);
  const base = world.variant('relative-next-link') ? '' : linkOrigin(request, world);
  const after = `$after=${encodeURIComponent(encodeBase64(utf8(key)))}`;
  return `${base}${path}?${[query.replace(/&\$after=[^&]*/, ''), after].join('&')}`;
}

/** As in a Location, but in every edition, and spelt as a URL is: host in small letters, no port that goes without saying. */
function linkOrigin(request: HttpRequest, world: World): string {
  const origin = ownOrigin(request, world, { counts: 'DAB-LST-007', isChecked: 'DAB-LST-007' });
  return URL.canParse(origin) ? new URL(origin).href.replace(/\/$/, '') : origin;
}

/** The key in a continuation, which is opaque to clients. */
export function readAfter(text: string, world: World): string | Refused {
  const bytes = decodeBase64(text);
  if (bytes) return decodeUtf8(bytes);
  return refuseBad(
    world,
    'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.',
  );
}
