import type { Diagnostic } from '../../core/source-location.ts';
import { readOwnRules } from './catalogue/read-own-rules.ts';
import type { LoadedProtocol } from './compiled-catalogue.ts';
import type { ProtocolFiles } from './find-files.ts';
import { type InputFile, type ParsedFile, parseInput } from './input/input-file.ts';
import { suggest } from './input/suggest.ts';
import { parseForms } from './language/parse-forms.ts';
import { linkSuites, suiteFileKind } from './language/parse-suites.ts';
import { listProtocols } from './list-protocols.ts';

/**
 * Adds a user's own rules, suites, fixtures and invariants to those of a protocol. Files that belong to another protocol
 * are left to that one; fixtures and invariants belong to the protocol whose folder they lie in, else to all.
 */
export async function parseForeign(
  inputs: readonly InputFile[],
  { spec, suites }: LoadedProtocol,
  files: ProtocolFiles,
  root: string,
  diagnostics: Diagnostic[],
  unused: 'fault' | 'allowed' = 'fault',
): Promise<LoadedProtocol> {
  const protocols = await protocolsBeside(files, root);
  const parsed: ParsedFile[] = [];
  const users = new Set<string>();
  for (const input of inputs) {
    const file = await parseInput(input, diagnostics);
    if (!file) continue;
    const owners = ownerOf(file, protocols);
    if (owners.includes(files.id)) parsed.push(file);
    if (suiteFileKind(file) === 'suite') for (const owner of owners) users.add(owner);
  }
  const rules = parsed.filter((file) => suiteFileKind(file) === 'rules');
  const extended = rules.length === 0 ? spec : readOwnRules(rules, spec);
  const linked = linkSuites(parsed, {
    spec: extended,
    schemas: files.schemas,
    base: suites,
    forms: await parseForms(files),
    idsFor: (path) => idsFor(spec.id, path),
    onlyUser: users.size === 1 && unused === 'fault',
  });
  return { spec: extended, suites: linked };
}

/** Ids of the protocols that a user's files may belong to. */
async function protocolsBeside({ id, own }: ProtocolFiles, root: string): Promise<readonly string[]> {
  const known = await listProtocols(root);
  return own === undefined ? known : [...known, id];
}

/** Protocols that a foreign file belongs to; a suite, or rules, that name none are a fault. */
export function ownerOf({ input, file, root }: ParsedFile, protocols: readonly string[]): readonly string[] {
  const kind = suiteFileKind({ input, root });
  if (kind !== 'suite' && kind !== 'rules') {
    const folder = input.path.split('/').at(-2) ?? '';
    return protocols.includes(folder) ? [folder] : protocols;
  }
  const naming = kind === 'suite' ? 'suite' : 'protocol';
  const node = root.kind === 'map' ? root.entries.find(({ key }) => key === naming)?.value : undefined;
  const id = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  const protocol = id?.split('/')[0];
  if (node === undefined || protocol === undefined) return protocols;
  if (!protocols.includes(protocol)) {
    file.fault(node, `there is no protocol "${protocol}"`, suggest(protocol, protocols));
    return [];
  }
  return [protocol];
}

/** Ids that fit a path: any tail of it, after the protocol's own name. */
function idsFor(protocol: string, path: string): readonly string[] {
  const names = path.replace(/\.ya?ml$/i, '').split('/');
  return names
    .map((_, index) => names.slice(names.length - 1 - index).join('/'))
    .flatMap((tail) => {
      return tail.startsWith(`${protocol}/`) ? [tail] : [`${protocol}/${tail}`];
    });
}
