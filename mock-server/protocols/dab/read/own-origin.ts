import { type HttpRequest, headerLines } from '../../../../core/http.ts';
import type { RuleId } from '../../../../core/rule.ts';
import type { World } from '../../../kernel/world.ts';

/** The rules that say that a forwarded name counts in a place, and that one that is none does not. */
interface ForwardingRules {
  readonly counts: RuleId;
  readonly isChecked: RuleId;
}

/**
 * Scheme and host under which a client reaches the server: what a proxy forwards, each for itself, where it can be one,
 * and else that of the request. Of several field lines the first counts. Any path of the base URL is kept.
 *
 * @source Azure/data-api-builder v2.0.9, SqlPaginationUtil.ResolveRequestScheme and ResolveRequestHost
 */
export function ownOrigin(request: HttpRequest, world: World, { counts, isChecked }: ForwardingRules): string {
  const { protocol, host, origin } = new URL(world.baseUrl);
  const scheme = forwarded(request, 'x-forwarded-proto');
  const name = forwarded(request, 'x-forwarded-host');
  if ((scheme === undefined && name === undefined) || !world.keepsFor('forwarded', counts)) return world.baseUrl;
  const checked = (text: string, read: string | undefined) =>
    read === text || world.keepsFor('validity', isChecked) ? read : text;
  const usedScheme = scheme === undefined ? undefined : checked(scheme, readScheme(scheme));
  const usedHost = name === undefined ? undefined : checked(name, readHost(name));
  return `${usedScheme ?? protocol.slice(0, -1)}://${usedHost ?? host}${world.baseUrl.slice(origin.length)}`;
}

function forwarded({ headers }: HttpRequest, name: string): string | undefined {
  const [first] = headerLines(headers, name);
  return first?.trim() || undefined;
}

function readScheme(text: string): string | undefined {
  const scheme = text.toLowerCase();
  return scheme === 'http' || scheme === 'https' ? scheme : undefined;
}

/** A host name or an IPv4 address, and any port; a path behind the port passes unseen, as it does in the product. */
function readHost(text: string): string | undefined {
  const [name = ''] = text.split(':');
  const isHost = !/[\r\n <>@]/.test(text) && isHostName(name) && URL.canParse(`http://${text}`);
  return isHost ? text : undefined;
}

function isHostName(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.');
  return text.length <= 255 && labels.every((label) => /^(?!-)[\p{L}\p{N}_-]{1,63}(?<!-)$/u.test(label));
}
