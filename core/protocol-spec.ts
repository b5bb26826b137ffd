import type { Rule } from './rule.ts';
import type { AnswerFacts, Position, RequestTemplate, ValueTemplate } from './suite.ts';

/** All of spec/<id>/ that a run needs: the catalogue and what the protocol says about its targets. */
export interface ProtocolSpec {
  readonly id: string;
  readonly title: string;
  /** Edition ids in order; `default` judges a target of which nothing else is known. */
  readonly editions: readonly Edition[];
  /** Where the version of an answer is: the first that is there counts. Empty: the protocol has no versions. */
  readonly version: readonly ({ readonly header: string } | { readonly body: string })[];
  /** Header that leads to what a request made ("Location", "OData-EntityId"). */
  readonly location: string;
  /** Sent with every request unless a step says otherwise. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Content-Type sent with `json` and with `jsonPatch` bodies. */
  readonly contentTypes: { readonly json: string; readonly jsonPatch: string };
  /** Identities scenarios may act as; the first is the default one. */
  readonly identities: readonly Identity[];
  /** How credentials of an identity are usually given. */
  readonly credentials?: CredentialSample;
  /** What writes may set off beyond the rows themselves (events, mails, workflows), in a sentence. */
  readonly triggers?: string;
  /** Real products that were judged with its suites. Empty: none was, so that rules rest on documents alone. */
  readonly judged: readonly JudgedProduct[];
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly features: readonly Feature[];
  readonly rules: readonly Rule[];
  readonly sources: readonly Source[];
  readonly statements: readonly SourceStatement[];
  /** The ways to write, where they are catalogued. */
  readonly writes?: Writes;
}

/** The forms of write of a protocol, and the laws they stand under (spec/laws.yaml and spec/<id>/writes.yaml). */
export interface Writes {
  /** What forms are told apart by, each in words. */
  readonly traits: Readonly<Record<string, string>>;
  /** What should hold of every write, by id: those of all protocols first. */
  readonly laws: Readonly<Record<string, Law>>;
  readonly forms: readonly WriteForm[];
}

/** Something that should hold of every write of a kind. */
export interface Law {
  readonly says: string;
  /** The trait that makes a form stand under it, or "all"; undefined: a form that names it does. */
  readonly of?: string;
  /** Its cells must have a rule: a protocol that says nothing of it has no such forms. */
  readonly documented: boolean;
}

/** One way to write; a scenario with `forms` runs once for each that is as it asks. */
export interface WriteForm {
  readonly id: string;
  readonly title: string;
  readonly method: string;
  /** The fixture it writes on, used under the id "subject". */
  readonly fixture: string;
  /** "GET …": reads what it changes. */
  readonly read?: string;
  readonly has: Readonly<Record<string, boolean | string>>;
  /** By law what became of it for this form. */
  readonly laws: Readonly<Record<string, Cell>>;
}

/**
 * A law for a form of write: the rule that says so, the sources that say nothing of it (then it is tried and told, never
 * judged), or why it cannot be tried.
 */
export type Cell = string | { readonly undocumented: string } | { readonly none: string };

/** Does a form stand under a law? */
export function standsUnder({ has, laws }: WriteForm, [id, { of }]: readonly [id: string, law: Law]): boolean {
  if (of === undefined) return laws[id] !== undefined;
  return of === 'all' || (has[of] ?? false) !== false;
}

/** A real product that was judged, and when: YYYY-MM-DD. */
export interface JudgedProduct {
  readonly product: string;
  readonly version: string;
  readonly on: string;
}

export interface Edition {
  readonly id: string;
  readonly title: string;
  readonly default: boolean;
}

/** A caller a scenario may act as. `required: false`: scenarios of that identity are skipped when it is not given. */
export interface Identity {
  readonly id: string;
  readonly title: string;
  /** What its credentials must allow, where that has a name: "a security role that …". */
  readonly wants?: string;
  /** Scopes that its token must have. */
  readonly scopes?: readonly string[];
}

/** What the credentials of an identity must allow, in words; undefined: it has no name. */
export function wantsOf({ wants, scopes }: Pick<Identity, 'wants' | 'scopes'>): string | undefined {
  if (scopes === undefined) return wants;
  return `the ${scopes.length === 1 ? 'scope' : 'scopes'} ${scopes.join(', ').replace(/, ([^,]*)$/, ' and $1')}`;
}

/** Credentials as one writes them, for who has not. */
export interface CredentialSample {
  /** A header field: "Authorization: Bearer env:TOKEN". */
  readonly line: string;
  /** Members of an identity in a target file. */
  readonly file: string;
}

/** A name or value that a target may choose; dotted names nest ("book.title" is $(bind.book.title)). */
export interface Binding {
  readonly title: string;
  /** Any JSON; texts may use other bindings. */
  readonly value: ValueTemplate;
}

/** Something a target may or may not have (spec/<id>/features.yaml). */
export interface Feature {
  readonly id: string;
  readonly title: string;
  /** A core feature cannot be skipped: absent or undeclared, its rules are still judged. */
  readonly core: boolean;
  /** Scenarios need it to make what they judge: without it, rules of other parts stay open, and a run is partial. */
  readonly prepares?: boolean;
  readonly editions?: readonly string[];
  /** Features of which a target has exactly one. */
  readonly excludes: readonly string[];
  /** How to find out; undefined: only by declaration. */
  readonly probe?: Probe;
}

/** Requests whose last answer decides: all facts of `present` hold, or all of `absent`; else unclear. */
export interface Probe {
  readonly steps: readonly { readonly request: RequestTemplate; readonly cleanup: readonly RequestTemplate[] }[];
  readonly present: AnswerFacts;
  readonly absent: AnswerFacts;
  readonly file: string;
  readonly at: Position;
}

/** A document or recording that rules cite. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
  readonly language?: string;
  /** Date or version of the copy read. */
  readonly version?: string;
}

/** One normative statement or example of a source, and what became of it (spec/<id>/source-map.yaml). */
export interface SourceStatement {
  readonly source: string;
  readonly id: string;
  readonly kind: 'statement' | 'example';
  readonly where: string;
  /** What the source says, in our own words. */
  readonly says: string;
  readonly rules: readonly string[];
  /** Why nothing can judge it; excludes `rules`. */
  readonly untestable?: string;
}
