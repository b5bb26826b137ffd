import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { Diagnostic } from '../../../core/source-location.ts';
import type { ProtocolFiles } from '../find-files.ts';
import { type ParsedFile, parseInput } from '../input/input-file.ts';
import { member } from '../input/read-map.ts';
import type { ProtocolNames } from '../language/context.ts';
import { protocolNames } from '../language/protocol-names.ts';
import { baseScope } from '../language/suite-scope.ts';
import { readBindings } from './read-bindings.ts';
import { featureIds, readFeatures } from './read-features.ts';
import { noLaws, readLaws } from './read-laws.ts';
import { readProtocol } from './read-protocol.ts';
import { readRules } from './read-rules.ts';
import { readSourceMap } from './read-source-map.ts';
import { readWrites } from './read-writes.ts';

/** Reads spec/<id>/. Faults go to `diagnostics`; undefined when protocol.yaml itself cannot be read. */
export async function parseSpec(files: ProtocolFiles, diagnostics: Diagnostic[]): Promise<ProtocolSpec | undefined> {
  const parsed = new Map<string, ParsedFile>();
  for (const input of files.spec) {
    const file = await parseInput(input, diagnostics);
    if (file) parsed.set(input.path, file);
  }
  const protocol = parsed.get('protocol.yaml');
  if (!protocol) return undefined;
  const head = readProtocol(protocol.file, protocol.root, files.id);
  const features = parsed.get('features.yaml');
  const empty: ProtocolSpec = { ...head, bindings: {}, features: [], rules: [], statements: [] };
  const ids = featureIds(features?.root);
  const names: ProtocolNames = {
    ...protocolNames(empty, new Map(), files.schemas),
    features: new Map(ids.map((id) => [id, { excludes: [] }])),
  };
  const read = <T>(name: string, reader: (file: ParsedFile) => T, none: T): T => {
    const file = parsed.get(name);
    return file ? reader(file) : none;
  };
  const bindings = read('bindings.yaml', ({ file, root }) => readBindings(file, root, files.id, names), {});
  const scope = baseScope(bindings);
  const shared = read('laws.yaml', ({ file, root }) => readLaws(file, root), noLaws);
  const rules = read('rules.yaml', ({ file, root }) => readRules(file, root, { head, features: new Set(ids) }), []);
  return {
    ...head,
    bindings,
    features: read('features.yaml', ({ file, root }) => readFeatures({ file, names, scope }, root), []),
    rules,
    statements: read('source-map.yaml', ({ file, root }) => readSourceMap(file, root, head, rules), []),
    ...member(
      'writes',
      read(
        'writes.yaml',
        ({ file, root }) =>
          readWrites(
            { file, names: { ...names, rules: new Map(rules.map((rule) => [rule.id, rule])) }, scope },
            root,
            shared,
          ),
        undefined,
      ),
    ),
  };
}
