import type { Json } from '../../core/json.ts';
import type { Matcher, Place, Template, ValueTemplate } from '../../core/suite.ts';
import type { TemplatePart } from '../../core/template.ts';
import type { TextFile } from '../load/input/text-file.ts';
import type { Range, YamlNode } from '../load/input/yaml-node.ts';
import type { MatchContext, Subject } from './match-context.ts';
import type { MatchResult } from './match-result.ts';

export type MatcherKind = Matcher['kind'];

type Of<M, K> = M extends { readonly kind: infer Kinds }
  ? K extends Kinds
    ? Omit<M, 'kind'> & { readonly kind: K }
    : never
  : never;

/** The matchers of one kind. */
export type MatcherOf<K extends MatcherKind> = Of<Matcher, K>;

/** What a matcher is about: a header value (a text, or several field lines), or any JSON. */
export type Looks = 'header' | 'json';

/** What reading a matcher needs of the language around it. All of them tell the file what is wrong. */
export interface ReadGround {
  readonly file: TextFile;
  readonly looks: Looks;
  value(node: YamlNode): ValueTemplate;
  template(node: YamlNode, what: string): Template;
  /** The parts of a text whose tokens may be used here. */
  parts(node: YamlNode, text: string): readonly TemplatePart[];
  place(node: YamlNode, what: string): Place;
  /** The same for a key of a map. */
  placeKey(range: Range, key: string): Place;
  /** A matcher inside this one. */
  matcher(node: YamlNode, looks?: Looks): Matcher;
  /** Schemas of the protocol, and where one would be. */
  readonly schemas: ReadonlySet<string>;
  readonly schemaFile: (id: string) => string;
}

/** How a matcher judges and describes those inside it. */
export interface Inner {
  match(matcher: Matcher, subject: Subject, context: MatchContext, place: string): MatchResult;
  describe(matcher: Matcher, context: MatchContext): string;
}

/** All there is to know of one matcher. */
export type MatcherDefinition<K extends MatcherKind = MatcherKind> = MatcherTexts<K> & (OnValue<K> | OnSubject<K>);

interface MatcherTexts<K extends MatcherKind> {
  /** Its key in YAML. */
  readonly key: string;
  /** When it holds, for editors. */
  readonly summary: string;
  /** JSON Schema of what stands behind the key; "#/$defs/…" are those of the language. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Reads what stands behind the key. Fallback after a fault: present. */
  read(node: YamlNode, ground: ReadGround): Matcher;
  /** In words, for "expected". @throws {MissingValue} */
  describe(matcher: MatcherOf<K>, context: MatchContext, inner: Inner): string;
}

/** Most matchers look at a value, and fail by themselves where there is none. */
interface OnValue<K extends MatcherKind> {
  /** @throws {MissingValue} */
  match(matcher: MatcherOf<K>, value: Json, context: MatchContext, place: string, inner: Inner): MatchResult;
}

/** Others have something to say where there is nothing, or several field lines. */
interface OnSubject<K extends MatcherKind> {
  /** @throws {MissingValue} */
  matchSubject(
    matcher: MatcherOf<K>,
    subject: Subject,
    context: MatchContext,
    place: string,
    inner: Inner,
  ): MatchResult;
}
