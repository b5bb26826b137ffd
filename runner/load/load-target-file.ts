import { dirname, resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { HeaderField } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { parsePointer } from '../../core/json-pointer.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import { ruleNames } from '../../core/rule-names.ts';
import type { Diagnostic } from '../../core/source-location.ts';
import type { Place } from '../../core/suite.ts';
import type { ScopeEntry } from '../options.ts';
import { holdsProtocol, isProtocolPath } from './find-files.ts';
import { type ParsedFile, parseInput } from './input/input-file.ts';
import { member } from './input/read-map.ts';
import { readBytes } from './input/read-text.ts';
import { suggest } from './input/suggest.ts';
import type { TextFile } from './input/text-file.ts';
import type { Range, YamlEntry, YamlNode } from './input/yaml-node.ts';
import { plainValue } from './language/read-template.ts';
import { listProtocols } from './list-protocols.ts';
import { checkDate } from './load-baseline.ts';
import { loadProtocol } from './load-protocol.ts';
import { packageRoot } from './package-root.ts';
import { type IdentityEntry, readIdentity, secretLines } from './read-identity.ts';
import { checkShape } from './shape/check-shape.ts';
import { itemsOf, memberOf, membersOf, textOf } from './shape/sound-nodes.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';
import { whyNoBinding } from './why-no-binding.ts';

/** A file that describes one or several targets (conformance.yaml). Texts "env:NAME" are left as they are. */
export interface TargetFile {
  readonly file: string;
  readonly targets: readonly TargetEntry[];
}

/** One target of a target file. */
export interface TargetEntry {
  /** What --target picks it by. */
  readonly name?: string;
  readonly protocol: string;
  /** Base URL, or "env:NAME". */
  readonly url: string;
  /** It is in use: a run must be asked for twice. */
  readonly production: boolean;
  readonly edition?: string;
  /** Month of the catalogue that is pinned: newer rules only warn. */
  readonly catalogue?: string;
  readonly features: Readonly<Record<string, 'present' | 'absent'>>;
  /** Parts that the target has not. */
  readonly outOfScope: readonly ScopeEntry[];
  readonly identities: Readonly<Record<string, IdentityEntry>>;
  /** Values may be "env:NAME" or end in it. */
  readonly headers: readonly HeaderField[];
  readonly tls: TlsEntry;
  /** A URL, "env:NAME" or "none". */
  readonly proxy?: string;
  /** "30s". */
  readonly timeout?: string;
  readonly requestsPerSecond?: number;
  readonly jobs?: number;
  readonly bindings: Readonly<Record<string, Json>>;
  /** Places that change by themselves. */
  readonly volatile: readonly Place[];
  /** Files and folders with further suites, relative to the target file. */
  readonly suites: readonly string[];
}

/** TLS as the file says it: files relative to it, texts may be "env:NAME". */
export interface TlsEntry {
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly passphrase?: string;
  readonly insecure?: boolean;
}

/**
 * Reads a target file and checks every name in it against its protocol. Its shape is that of spec/schema/target.schema.json.
 * @throws {InputError} with all that is wrong in it.
 */
export async function loadTargetFile(
  file: string,
  { root = packageRoot() }: { readonly root?: string } = {},
): Promise<TargetFile> {
  const diagnostics: Diagnostic[] = [];
  const name = file.replaceAll('\\', '/');
  const parsed = await parseInput({ name, path: name, content: readBytes(file, name) }, diagnostics);
  const targets = parsed ? await readTargets(parsed, root) : [];
  if (diagnostics.length > 0) throw new InputError(concealed(sortDiagnostics(diagnostics), parsed));
  return { file: name, targets };
}

/** The same, with no line shown on which a secret stands. */
function concealed(diagnostics: readonly Diagnostic[], parsed: ParsedFile | undefined): readonly Diagnostic[] {
  const conceals = parsed === undefined ? [] : secretLines(parsed.file, parsed.root);
  return conceals.length === 0 ? diagnostics : diagnostics.map((one) => ({ ...one, conceals }));
}

/** One target as the file itself, or a list of them under `targets`. */
export async function readTargets(parsed: ParsedFile, root: string): Promise<readonly TargetEntry[]> {
  await checkShape('target', parsed);
  const { file } = parsed;
  const list = memberOf(parsed.root, 'targets');
  const folder = dirname(parsed.file.name);
  const protocols = await listProtocols(root);
  const targets: TargetEntry[] = [];
  for (const node of list ? itemsOf(list) : [parsed.root]) {
    const protocol = memberOf(node, 'protocol');
    const named = textOf(protocol) ?? '';
    // The path of a protocol of the user's own is seen from this file.
    const id = isProtocolPath(named) ? resolve(folder, named) : named;
    if (!isProtocolPath(named)) checkKnown(file, protocol, 'protocol', protocols);
    else if (protocol && !holdsProtocol(id))
      file.fault(protocol, `${named} holds no protocol`, 'it needs spec/protocol.yaml');
    const located = isProtocolPath(named) ? holdsProtocol(id) : protocols.includes(id);
    const spec = located ? (await loadProtocol(id, { root })).spec : undefined;
    targets.push(readTarget(file, node, id, spec));
    const name = memberOf(node, 'name');
    if (name && targets.slice(0, -1).some((other) => other.name === textOf(name)))
      file.fault(name, `another target is called "${textOf(name)}", too`);
  }
  return targets;
}

function readTarget(file: TextFile, node: YamlNode, protocol: string, spec: ProtocolSpec | undefined): TargetEntry {
  const at = (key: string): YamlNode | undefined => memberOf(node, key);
  checkKnown(file, at('edition'), 'edition', spec?.editions.map(idOf));
  checkKeys(file, at('features'), 'feature', spec?.features.map(idOf));
  checkKeys(file, at('identities'), 'identity', spec?.identities.map(idOf));
  checkKeys(file, at('bindings'), 'binding', spec && Object.keys(spec.bindings));
  checkUrl(file, at('url'));
  for (const place of itemsOf(at('volatile'))) checkPointer(file, place);
  const record = <T>(key: string, read: (entry: YamlEntry) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(membersOf(at(key)).map((entry) => [entry.key, read(entry)]));
  return {
    ...member('name', textOf(at('name'))),
    protocol,
    url: textOf(at('url')) ?? '',
    production: isTrue(at('production')),
    ...member('edition', textOf(at('edition'))),
    ...member('catalogue', textOf(at('rules'))),
    features: record('features', ({ value }) => (textOf(value) === 'present' ? 'present' : 'absent')),
    outOfScope: itemsOf(at('out-of-scope')).flatMap((entry) => readScopeEntry(file, entry, spec) ?? []),
    identities: record('identities', ({ value }) => readIdentity(file, value)),
    headers: readFields(at('headers')),
    tls: readTls(file, at('tls')),
    ...member('proxy', textOf(at('proxy'))),
    ...member('timeout', textOf(at('timeout'))),
    ...member('requestsPerSecond', numberOf(at('requests-per-second'))),
    ...member('jobs', numberOf(at('jobs'))),
    bindings: record('bindings', (entry) => readBinding(file, spec, entry)),
    volatile: textsOf(at('volatile')),
    suites: textsOf(at('suites')),
  };
}

function readTls(file: TextFile, node: YamlNode | undefined): TlsEntry {
  const [certificate, key, insecure] = ['certificate', 'key', 'insecure'].map((name) => memberOf(node, name));
  const lone = certificate ?? key;
  if (lone && (certificate === undefined || key === undefined))
    file.fault(
      lone,
      'a certificate is shown with its key',
      `give ${certificate === undefined ? 'certificate' : 'key'}, too`,
    );
  const text = (name: string) => textOf(memberOf(node, name));
  return {
    ...member('ca', text('ca')),
    ...member('certificate', textOf(certificate)),
    ...member('key', textOf(key)),
    ...member('passphrase', text('passphrase')),
    ...member('insecure', insecure && isTrue(insecure)),
  };
}

function numberOf(node: YamlNode | undefined): number | undefined {
  return node?.kind === 'scalar' && node.value !== null ? Number(String(node.value)) : undefined;
}

function isTrue(node: YamlNode | undefined): boolean {
  return node !== undefined && plainValue(node) === true;
}

/** A rule or a feature, with the reason why it is no part of the target. */
function readScopeEntry(file: TextFile, node: YamlNode, spec: ProtocolSpec | undefined): ScopeEntry | undefined {
  const [rule, feature, expires] = ['rule', 'feature', 'expires'].map((key) => memberOf(node, key));
  const named = rule ?? feature;
  if (named === undefined || (rule !== undefined && feature !== undefined)) {
    file.fault({ start: node.start, end: node.start + 1 }, 'an entry names a rule or a feature');
    return undefined;
  }
  checkKnown(file, rule, 'rule', spec && [...ruleNames(spec.rules).keys()]);
  checkKnown(file, feature, 'feature', spec?.features.map(idOf));
  const id = textOf(named) ?? '';
  if (feature !== undefined && spec?.features.some((one) => one.id === id && one.core))
    file.fault(feature, `"${id}" is a core feature, which cannot be out of scope`);
  if (expires !== undefined) checkDate(file, expires);
  return {
    kind: rule === undefined ? 'feature' : 'rule',
    id,
    reason: textOf(memberOf(node, 'reason')) ?? '',
    ...member('expires', textOf(expires)),
  };
}

function readBinding(file: TextFile, spec: ProtocolSpec | undefined, { key, value }: YamlEntry): Json {
  const json = plainValue(value);
  // What the environment holds is a text, known only when the file is used.
  const why =
    spec && !(typeof json === 'string' && json.startsWith('env:')) ? whyNoBinding(spec, key, json) : undefined;
  if (why !== undefined) file.fault(value, why);
  return json;
}

const idOf = ({ id }: { readonly id: string }): string => id;

function textsOf(node: YamlNode | undefined): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

/** Header fields by name; a list gives several lines. */
function readFields(node: YamlNode | undefined): readonly HeaderField[] {
  return membersOf(node).flatMap(({ key, value }) => textsOf(value).map((text): HeaderField => [key, text]));
}

/** A text that must be one of these; undefined: they are not known. */
function checkKnown(
  file: TextFile,
  node: YamlNode | undefined,
  what: string,
  known: readonly string[] | undefined,
): void {
  const text = textOf(node);
  if (node && text) checkName(file, node, text, what, known);
}

/** Keys that must be among these. */
function checkKeys(
  file: TextFile,
  node: YamlNode | undefined,
  what: string,
  known: readonly string[] | undefined,
): void {
  for (const { key, keyRange } of membersOf(node)) checkName(file, keyRange, key, what, known);
}

function checkName(file: TextFile, at: Range, name: string, what: string, known: readonly string[] | undefined): void {
  if (known && !known.includes(name)) file.fault(at, `unknown ${what} "${name}"`, suggest(name, known));
}

function checkUrl(file: TextFile, node: YamlNode | undefined): void {
  const url = textOf(node) ?? '';
  // What does not look like a URL has been told.
  if (node === undefined || !/^https?:\/\//i.test(url)) return;
  if (!URL.canParse(url)) file.fault(node, `"${url}" is not an http or https URL`);
  else if (new URL(url).username !== '')
    file.fault(node, 'a URL holds no credentials', 'use identities or headers, with env:NAME');
}

function checkPointer(file: TextFile, node: YamlNode): void {
  const place = textOf(node) ?? '';
  if (place.startsWith('/') && parsePointer(place) === undefined)
    file.fault(node, `"${place}" is not a place`, 'a place is a JSON Pointer: write "~" as "~0"');
}
