import { decodeUtf8, splitTarget, utf8 } from '../../../../core/http.ts';
import type { World } from '../../../kernel/world.ts';
import { type Refusal, refuseBad } from '../errors.ts';
import { decodeBase64, encodeBase64 } from '../model/base64.ts';
import type { Call } from '../request/call.ts';

/** The address of the page behind the row with this key, with everything else that was asked for. */
export function nextLink({ request, world }: Call, key: string): string {
  if (world.mutant('next-link-is-empty')) return '';
  const { path, query } = splitTarget(request.target);
  const asked = world.mutant('next-link-keeps-the-old-continuation') ? query : query?.replace(/&\$after=[^&]*/, '');
  const kept = world.mutant('next-page-forgets-the-query') ? '' : asked;
  const base = world.variant('relative-next-link') ? '' : world.baseUrl;
  return `${base}${path}?${[kept, `$after=${encodeURIComponent(encodeBase64(utf8(key)))}`].join('&')}`;
}

/** The key in a continuation, which is opaque to clients. */
export function readAfter(text: string, world: World): string | Refusal {
  const bytes = decodeBase64(text);
  if (bytes) return decodeUtf8(bytes);
  return refuseBad(
    world,
    'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.',
  );
}
