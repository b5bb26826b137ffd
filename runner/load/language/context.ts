import type { Json } from '../../../core/json.ts';
import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { Rule } from '../../../core/rule.ts';
import type { NamedFact, Place } from '../../../core/suite.ts';
import type { Token } from '../../../core/template.ts';
import type { TextFile } from '../input/text-file.ts';
import type { Range, YamlMap } from '../input/yaml-node.ts';
import type { Scope } from './scope.ts';

/** What a fixture takes and gives, as far as its users must know. */
export interface FixtureSignature {
  readonly parameters: ReadonlySet<string>;
  /** Results with their values as written. */
  readonly results: ReadonlyMap<string, Json>;
}

/** A form of write as YAML: what a scenario's `request: $(form)` is made of. */
export interface FormNode {
  readonly id: string;
  readonly map: YamlMap;
}

/** What suites of a protocol may name. */
export interface ProtocolNames {
  readonly spec: Pick<ProtocolSpec, 'id' | 'version'>;
  readonly editions: ReadonlySet<string>;
  readonly features: ReadonlyMap<string, { readonly excludes: readonly string[] }>;
  readonly identities: ReadonlySet<string>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly schemas: ReadonlySet<string>;
  /** Names of bindings by table: "title" of `bind.book.title` under "book". */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly fixtures: ReadonlyMap<string, FixtureSignature>;
  /** Facts that `is` may name. */
  readonly facts: ReadonlyMap<string, NamedFact>;
  /** Those that were named so far. */
  readonly usedFacts: Set<string>;
  /** Forms of write, in the order of writes.yaml. */
  readonly forms: readonly FormNode[];
  /** What every write moves. */
  readonly moves: readonly Place[];
}

/** Where a reader of the language stands: the file, what exists, and which tokens are known by now. */
export interface LanguageContext {
  readonly file: TextFile;
  readonly names: ProtocolNames;
  readonly scope: Scope;
  /** Takes tokens that only the place of use can judge: those of a matrix, whose values are put in where they are used. */
  readonly defer?: (token: Token) => void;
  /** Where the steps and entries of a scenario are written, for what is looked at once they are all read. */
  readonly ranges?: Map<object, Range>;
  /** Tokens inside the values of $(case.name), by name. */
  readonly deferred?: ReadonlyMap<string, readonly Token[]>;
}

/** The same place with other tokens. */
export function withScope(context: LanguageContext, scope: Scope): LanguageContext {
  return { ...context, scope };
}
