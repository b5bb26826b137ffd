import { UsageError } from '../../core/errors.ts';
import type { ProxyServer } from '../../runner/execute/http/proxy-server.ts';
import { resolveEnvValue } from './resolve-env-value.ts';

/** What says which proxy to take: --proxy (or the target file), and the environment's variables. */
export interface ProxySources {
  readonly option: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** In the place of a proxy: there is none, whatever the environment says. */
const none = 'none';

/** A proxy as it was given, with what of it must never be printed. */
interface GivenProxy {
  readonly proxy: ProxyServer;
  readonly secrets: readonly string[];
}

/**
 * The proxy for a target: --proxy, else what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say, as undici's agent and curl read them: in lower
 * case first, and HTTP_PROXY for https, too, when there is no other.
 * @throws {UsageError} for one that is no http or https URL.
 */
export function chooseProxy(target: string, { option, env }: ProxySources): ProxyServer | undefined {
  if (option === none) return undefined;
  if (option !== undefined) return readProxy('--proxy', resolveEnvValue(option, env).text).proxy;
  if (isExcepted(new URL(target), valueIn(env, 'no_proxy') ?? '')) return undefined;
  const [name, value] = variableFor(target, env) ?? [];
  return name === undefined || value === undefined ? undefined : readProxy(name, value).proxy;
}

/** What must never be printed of any proxy that could be taken. @throws {UsageError} */
export function proxySecrets({ option, env }: ProxySources): readonly string[] {
  if (option === none) return [];
  if (option !== undefined) return readProxy('--proxy', resolveEnvValue(option, env).text).secrets;
  return ['https_proxy', 'http_proxy'].flatMap((name) => {
    const value = valueIn(env, name);
    return value === undefined ? [] : readProxy(name.toUpperCase(), value).secrets;
  });
}

function variableFor(target: string, env: ProxySources['env']): readonly [name: string, value: string] | undefined {
  const names = target.startsWith('https:') ? ['https_proxy', 'http_proxy'] : ['http_proxy'];
  for (const name of names) {
    const value = valueIn(env, name);
    if (value !== undefined) return [name.toUpperCase(), value];
  }
  return undefined;
}

/** Empty means: not set. */
function valueIn(env: ProxySources['env'], name: string): string | undefined {
  return env[name] || env[name.toUpperCase()] || undefined;
}

function readProxy(name: string, written: string): GivenProxy {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Never quoted: it may hold a password.
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`${name} takes the http or https URL of a proxy`, 'like http://proxy.example:3128');
  const origin = `${url.protocol}//${url.host}`;
  if (url.username === '' && url.password === '') return { proxy: { origin }, secrets: [] };
  const [user, password] = [url.username, url.password].map(decode) as [string, string];
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return { proxy: { origin, authorization }, secrets: [`${user}:${password}`, password, url.password].filter(Boolean) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Names of hosts, with a port or not, or ends of names ("test", ".test", "*.test"), parted by commas or blanks; "*" is every host. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  return list
    .split(/[,\s]+/)
    .filter(Boolean)
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', only] = /^\[?(.+?)\]?(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
      const isIpv6 = entry.split(':').length > 2 && !entry.startsWith('[');
      const wanted = (isIpv6 ? entry.toLowerCase() : name).replace(/^\*?\./, '');
      if (!isIpv6 && only !== undefined && only !== ownPort) return false;
      return host === wanted || host.endsWith(`.${wanted}`);
    });
}
