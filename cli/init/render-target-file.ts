import type { Json } from '../../core/json.ts';
import { type ProtocolSpec, wantsOf } from '../../core/protocol-spec.ts';
import type { TargetProposal } from '../../runner/described/propose-target.ts';
import type { InitArguments } from './init-arguments.ts';
import { comment, yamlValue } from './plain-value.ts';
import type { WrittenField } from './written-field.ts';

/** All that goes into a new target file. */
export interface NewTarget {
  readonly spec: ProtocolSpec;
  /** As it is written: an id, or the path of a folder. */
  readonly protocol: string;
  /** A URL, or "env:NAME". */
  readonly url: string;
  readonly edition?: { readonly id: string; readonly because: string };
  readonly proposal: TargetProposal;
  /** Bindings that were given. */
  readonly bindings: Readonly<Record<string, Json>>;
  readonly headers: readonly WrittenField[];
  readonly identities: Readonly<Record<string, readonly WrittenField[]>>;
  readonly given: Pick<InitArguments, 'name' | 'insecure' | 'ca' | 'cert' | 'key' | 'proxy' | 'timeout'>;
}

/** A target file as a text: what is known, with why, and what is left to fill in as comments. */
export function renderTargetFile(target: NewTarget): string {
  const { spec, protocol, url, edition, given, proposal } = target;
  const line = (key: string, value: string | undefined, because = ''): string[] =>
    value === undefined ? [] : [`${key}: ${yamlValue(value)}${because === '' ? '' : ` ${comment(because)}`}`];
  return [
    '# yaml-language-server: $schema=node_modules/update-conformance/spec/schema/target.schema.json',
    comment(
      proposal.by.length === 0
        ? 'Written by conformance init. The API told nothing of itself that names could be taken from.'
        : `Written by conformance init, by what the API tells of itself: ${proposal.by.map((path) => `GET ${path.replace(/\?.*$/s, '')}`).join(', ')}.`,
    ),
    '# Read it before a run: that writes to the tables named here, and removes what it made.',
    ...line('name', given.name),
    ...line('protocol', protocol),
    ...line('url', url),
    ...line('edition', edition?.id, edition?.because),
    ...tlsLines(given),
    ...line('proxy', ...proxyOf(given.proxy)),
    ...line('timeout', given.timeout),
    ...block('headers', fieldLines(target.headers)),
    ...identityLines(target),
    ...bindingLines(target),
    '',
    comment(`Whatever else ${spec.title} may call by another name: conformance list bindings --protocol ${protocol}`),
  ]
    .join('\n')
    .concat('\n');
}

function block(key: string, lines: readonly string[]): string[] {
  const isEmpty = lines.every((line) => line.startsWith('#'));
  return lines.length === 0 ? [] : [isEmpty ? `# ${key}:` : `${key}:`, ...lines.map((line) => `  ${line}`)];
}

/** A proxy, without the credentials that its URL may hold. */
function proxyOf(given: string | undefined): readonly [value: string | undefined, because?: string] {
  if (given === undefined || !/^[a-z][a-z0-9+.-]*:\/\/[^/]*@/i.test(given)) return [given];
  return ['env:PROXY_URL', 'was given with credentials: put it into the variable PROXY_URL'];
}

function tlsLines({ insecure, ca, cert, key }: NewTarget['given']): string[] {
  const entries = [
    ...(insecure ? ['insecure: true'] : []),
    ...(ca === undefined ? [] : [`ca: ${yamlValue(ca)}`]),
    ...(cert === undefined ? [] : [`certificate: ${yamlValue(cert)}`]),
    ...(key === undefined ? [] : [`key: ${yamlValue(key)}`]),
  ];
  return entries.length === 0 ? [] : [`tls: { ${entries.join(', ')} }`];
}

function fieldLines(fields: readonly WrittenField[]): string[] {
  const names = [...new Set(fields.map(({ name }) => name))];
  return names.flatMap((name) => {
    const own = fields.filter((field) => field.name === name);
    const values = own.map(({ value }) => yamlValue(value));
    const notes = own.flatMap(({ note }) => note ?? []);
    const text = values.length === 1 ? values[0] : `[${values.join(', ')}]`;
    return [`${name}: ${text}${notes.length === 0 ? '' : ` ${comment(notes.join('; '))}`}`];
  });
}

/** Those that were given; the others as comments, so that one knows of them. */
function identityLines({ spec, identities }: NewTarget): string[] {
  const given = spec.identities.filter(({ id }) => identities[id] !== undefined);
  const others = spec.identities.filter(({ id }) => identities[id] === undefined);
  const { file = 'Name: env:VALUE' } = spec.credentials ?? {};
  const [first] = others;
  const lines = [
    ...given.flatMap(({ id }) => [`${id}:`, ...fieldLines(identities[id] ?? []).map((line) => `  ${line}`)]),
    ...(first === undefined
      ? []
      : [
          comment(`${first.id}: { ${file} }`),
          '# Whose rules are judged when they are given, in such a way (docs/credentials.md):',
        ]),
    ...others.map((identity) => {
      const wants = wantsOf(identity);
      return comment(`${identity.id}: ${identity.title}${wants === undefined ? '' : `; it needs ${wants}`}`);
    }),
  ];
  return lines.length === 0
    ? []
    : ['', given.length > 0 ? 'identities:' : '# identities:', ...lines.map((line) => `  ${line}`)];
}

function bindingLines({ spec, proposal, bindings }: NewTarget): string[] {
  const titleOf = (binding: string): string => spec.bindings[binding]?.title ?? '';
  const found = proposal.proposals.filter(({ state }) => state === 'found');
  const lines = [
    ...Object.entries(bindings).map(([binding, value]) => `${binding}: ${yamlValue(value)} # as given`),
    ...found.map(({ binding, value = null, because }) => `${binding}: ${yamlValue(value)} ${comment(because)}`),
  ];
  const perhaps = proposal.proposals.filter(({ state }) => state === 'perhaps');
  const open = proposal.proposals.filter(({ state }) => state === 'open');
  const known = new Set([...Object.keys(bindings), ...proposal.proposals.map(({ binding }) => binding)]);
  const byHand = proposal.byHand.filter((binding) => !known.has(binding));
  const toFill = [
    ...perhaps.map(
      ({ binding, value = null, because }) =>
        `# ${binding}: ${yamlValue(value)} ${comment(`${titleOf(binding)}; ${because}`)}`,
    ),
    ...open.map(({ binding, because }) => `# ${binding}: … ${comment(`${titleOf(binding)}; ${because}`)}`),
    ...byHand.map(
      (binding) => `# ${binding}: ${valueText(spec, binding)} ${comment(`${titleOf(binding)}; nothing tells it`)}`,
    ),
  ];
  if (lines.length + toFill.length === 0) return [];
  return [
    '',
    lines.length === 0 ? '# bindings:' : 'bindings:',
    ...lines.map((line) => `  ${line}`),
    ...(toFill.length === 0 ? [] : ['  # To fill in, or to take away the "#" from where it is right:']),
    ...toFill.map((line) => `  ${line}`),
  ];
}

function valueText({ bindings }: ProtocolSpec, binding: string): string {
  return yamlValue((bindings[binding]?.value ?? null) as Json);
}
