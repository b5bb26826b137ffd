import { isSensitiveHeader } from '../../core/header-secrecy.ts';
import type { HeaderField } from '../../core/http.ts';
import type { EndpointKind, TokenEntry, TokenSettings } from '../../core/token-entry.ts';
import { member } from './input/read-map.ts';
import type { TextFile } from './input/text-file.ts';
import type { YamlNode } from './input/yaml-node.ts';
import { itemsOf, memberOf, membersOf, textOf } from './shape/sound-nodes.ts';

/** Credentials of an identity, as a target file says them. */
export interface IdentityEntry {
  /** Header fields; values may be "env:NAME" or end in it. */
  readonly fields: readonly HeaderField[];
  /** How its token is got, beside them. */
  readonly token?: TokenEntry;
}

const endpoints: readonly EndpointKind[] = ['oauth', 'maskinporten', 'entra', 'matrix42'];
const tokens: readonly string[] = ['bearer', ...endpoints];
const forms: ReadonlySet<string> = new Set([...tokens, 'role', 'static-web-apps']);

/** Reads an identity; faults what its JSON Schema cannot: two ways to get a token, none to prove who asks. */
export function readIdentity(file: TextFile, node: YamlNode): IdentityEntry {
  const entries = membersOf(node);
  const [first, ...more] = entries.filter(({ key }) => tokens.includes(key));
  for (const { key, keyRange } of more)
    file.fault(keyRange, `an identity gets its token in one way, not by ${first?.key} and ${key}`);
  const authorization = entries.find(({ key }) => key.toLowerCase() === 'authorization');
  if (first && authorization)
    file.fault(authorization.keyRange, `${first.key} gives the Authorization of this identity already`);
  const own = entries.filter(({ key }) => !forms.has(key));
  return {
    fields: [
      ...own.flatMap(({ key, value }) => textsOf(value).map((text): HeaderField => [key, text])),
      ...fieldOf('X-MS-API-ROLE', textOf(memberOf(node, 'role'))),
      ...fieldOf('X-MS-CLIENT-PRINCIPAL', principalOf(memberOf(node, 'static-web-apps'))),
    ],
    ...member('token', first && readToken(file, first.key, first.value)),
  };
}

/** Lines on which secrets stand, though none should: they are in no message about the file. */
export function secretLines(file: TextFile, identities: YamlNode | undefined): readonly number[] {
  const secret = /^(?:bearer|client-secret|api-token|passphrase|private-key)$/;
  const inNode = (node: YamlNode, name: string): readonly YamlNode[] => {
    if (node.kind === 'map') return node.entries.flatMap(({ key, value }) => inNode(value, key));
    if (node.kind === 'list') return node.items.flatMap((item) => inNode(item, name));
    const isSecret = secret.test(name) || isSensitiveHeader(name);
    const text = String(node.value);
    // The file of a key has a name and no line breaks.
    return isSecret && !/(?:^|\s)env:/.test(text) && (name !== 'private-key' || text.includes('\n')) ? [node] : [];
  };
  const nodes = identities === undefined ? [] : inNode(identities, '');
  return nodes.flatMap(({ start, end }) => {
    const [from, to] = [file.position(start)[0], file.position(end)[0]];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

function readToken(file: TextFile, key: string, node: YamlNode): TokenEntry {
  if (key !== 'bearer') return { kind: key as EndpointKind, settings: readSettings(file, key, node) };
  const value = textOf(node);
  if (value !== undefined) return { kind: 'bearer', value };
  const [command, shell] = [memberOf(node, 'command'), memberOf(node, 'shell')];
  if (node.kind === 'map' && (command === undefined) === (shell === undefined))
    file.fault(headOf(node), 'a bearer token is printed by a command or by a line of the shell', 'give one of both');
  const lifetime = member('lifetime', textOf(memberOf(node, 'lifetime')));
  return command === undefined
    ? { kind: 'shell', line: textOf(shell) ?? '', ...lifetime }
    : { kind: 'command', command: textsOf(command), ...lifetime };
}

function readSettings(file: TextFile, kind: string, node: YamlNode): TokenSettings {
  const has = (key: string): boolean => memberOf(node, key) !== undefined;
  if (kind === 'oauth' || kind === 'entra') {
    if (has('client-secret') === has('private-key') && node.kind === 'map')
      file.fault(headOf(node), `${kind} proves who asks by client-secret or by private-key`, 'give one of both');
  }
  if (kind === 'entra' && has('private-key') && !has('certificate'))
    file.fault(headOf(node), 'entra knows a private-key by its certificate', 'give certificate, too');
  if (kind === 'maskinporten') {
    const named = has('environment') || (has('token-url') && has('issuer'));
    if (!named && node.kind === 'map')
      file.fault(headOf(node), 'maskinporten needs environment, or token-url and issuer', 'environment: test');
    if (!has('key-id') && !has('certificate') && node.kind === 'map')
      file.fault(headOf(node), 'maskinporten knows a private-key by key-id or by certificate', 'give one of both');
  }
  for (const key of ['token-url', 'authority', 'url']) checkEndpoint(file, memberOf(node, key));
  return Object.fromEntries(membersOf(node).map(({ key, value }) => [key, textsOf(value).join(' ')]));
}

/** Where a secret is sent must be TLS, or this machine. */
function checkEndpoint(file: TextFile, node: YamlNode | undefined): void {
  const url = textOf(node) ?? '';
  if (node === undefined || !/^https?:\/\//i.test(url)) return;
  const why = whyNoEndpoint(url);
  if (why !== undefined) file.fault(node, why);
}

/** Why no secret may be sent to a URL; undefined: it may. */
export function whyNoEndpoint(url: string): string | undefined {
  if (!URL.canParse(url)) return `"${url}" is not an http or https URL`;
  const { protocol, hostname, username } = new URL(url);
  if (username !== '') return 'the URL of an endpoint holds no credentials';
  const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && isHere)) return undefined;
  return `secrets are sent to https only, or to this machine, not to ${protocol}//${hostname}`;
}

/** What Static Web Apps says of a user: base64 of JSON, with the two roles that it gives everybody. */
function principalOf(node: YamlNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const text = (key: string): string | undefined => textOf(memberOf(node, key));
  const principal = {
    identityProvider: text('identity-provider') ?? 'aad',
    userId: text('user-id') ?? 'conformance',
    userDetails: text('user-details') ?? 'conformance',
    userRoles: [...new Set(['anonymous', 'authenticated', ...textsOf(memberOf(node, 'roles'))])],
    claims: membersOf(memberOf(node, 'claims')).map(({ key, value }) => ({ typ: key, val: textOf(value) ?? '' })),
  };
  return Buffer.from(JSON.stringify(principal)).toString('base64');
}

function fieldOf(name: string, value: string | undefined): readonly HeaderField[] {
  return value === undefined ? [] : [[name, value]];
}

function textsOf(node: YamlNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

/** What to point at when a map as a whole is meant: its first key. */
function headOf(node: YamlNode): { readonly start: number; readonly end: number } {
  const first = node.kind === 'map' ? node.entries[0]?.keyRange : undefined;
  return first ?? { start: node.start, end: Math.min(node.end, node.start + 1) };
}
