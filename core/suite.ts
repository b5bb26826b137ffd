import type { ExactNumber } from './exact-number.ts';
import type { Json } from './json.ts';
import type { Level, RuleId } from './rule.ts';
import type { SourceLocation } from './source-location.ts';

/*
 * The scenario language after loading: typed, linked, with positions. Reference: docs/suite-language.md.
 * Texts may still hold tokens "$(name)"; they are resolved while a scenario runs (runner/values).
 * Everything here is plain data that survives JSON (numbers kept as text excepted, see runner/load's cache).
 */

/** A text with tokens in it; "$$(" is a literal "$(". A text that is exactly one token keeps the type of its value. */
export type Template = string;

/** Any JSON whose texts and member names are templates. */
export type ValueTemplate = Json;

/** A JSON Pointer whose segments may be tokens (one token is one segment, escaped when put in). */
export type Place = string;

/** A duration in milliseconds. */
type Milliseconds = number;

/** A position in the suite's file: line and column from 1. */
export type Position = readonly [line: number, column: number];

/** One suite file. */
export interface Suite {
  /** "dab/if-match": the protocol and the path of the file below it. */
  readonly id: string;
  readonly protocol: string;
  readonly title: string;
  /** Path of the file as given or found, with "/" separators. */
  readonly file: string;
  readonly editions?: readonly string[];
  readonly needs: readonly string[];
  readonly scenarios: readonly Scenario[];
}

/** One scenario, still with its matrix; `editions`, `needs`, `as` and `let` of the suite are merged in. */
export interface Scenario {
  /** Unique in its suite. */
  readonly id: string;
  readonly title: string;
  readonly at: Position;
  readonly editions?: readonly string[];
  readonly needs: readonly string[];
  readonly as?: string;
  /** It runs when all others have ended, so that no request of this run comes between two of its own. */
  readonly alone?: true;
  readonly let: Readonly<Record<string, Maker>>;
  /** The form of write it was made for; its scenarios share their id, and differ in their cases. */
  readonly form?: string;
  /** The law that it tries with that form. */
  readonly law?: string;
  /** Cases by id; undefined: one unnamed case. */
  readonly matrix?: Readonly<Record<string, MatrixCase>>;
  readonly given: readonly GivenNode[];
  readonly steps: readonly StepNode[];
}

/** One case of a matrix: values for $(case.name); "editions" and "needs" restrict the case. */
export interface MatrixCase {
  readonly values: Readonly<Record<string, ValueTemplate>>;
  readonly editions?: readonly string[];
  readonly needs: readonly string[];
}

/** How a fresh value is made, once per scenario. */
export type Maker =
  | { readonly kind: 'value'; readonly value: ValueTemplate }
  | { readonly kind: 'uuid'; readonly version: 4 | 7; readonly offsetMs?: Milliseconds }
  | { readonly kind: 'time'; readonly offsetMs: Milliseconds }
  | { readonly kind: 'unique'; readonly type: 'text' | 'integer' }
  | { readonly kind: 'fill'; readonly length: number }
  | { readonly kind: 'list'; readonly count: number; readonly item: ValueTemplate };

/** Use of a fixture of the protocol; its results are $(id.name). */
export interface FixtureUse {
  readonly kind: 'fixture';
  readonly id: string;
  readonly fixture: string;
  readonly with: Readonly<Record<string, ValueTemplate>>;
  readonly at: Position;
}

/** A named set-up (suites/<protocol>/fixtures.yaml). */
export interface Fixture {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly at: Position;
  readonly needs: readonly string[];
  readonly let: Readonly<Record<string, Maker>>;
  /** Parameters with their defaults: $(with.name). */
  readonly with: Readonly<Record<string, ValueTemplate>>;
  readonly steps: readonly GivenNode[];
  /** Results, seen by the scenario as $(use.name). */
  readonly gives: Readonly<Record<string, ValueTemplate>>;
}

export type GivenNode = FixtureUse | RequestStep | ControlStep | WaitStep;
export type StepNode = RequestStep | RaceStep | ControlStep | WaitStep;

/** What every step may say. */
export interface StepBase {
  /** Unique in the scenario; unnamed given steps get "given-1", … */
  readonly id: string;
  readonly title?: string;
  readonly at: Position;
  /** Runs only if these steps' `either` chose one of these alternatives. */
  readonly when: Readonly<Record<string, readonly string[]>>;
}

/** One request and what is said about its answer. */
export interface RequestStep extends StepBase {
  readonly kind: 'request';
  readonly request: RequestTemplate;
  /** Prerequisite facts; not held: inconclusive. The loader fills in { status: 2xx } where there is no expect. */
  readonly assume?: StepFacts;
  readonly expect: readonly StepEntry[];
  readonly capture: Readonly<Record<string, Capture>>;
  readonly poll?: { readonly forMs: Milliseconds; readonly everyMs: Milliseconds };
  readonly cleanup: readonly RequestTemplate[];
}

/** Several requests released together. */
export interface RaceStep extends StepBase {
  readonly kind: 'race';
  /** Clients with their copies written out as `copies`; $(client.index) counts over all of them. */
  readonly clients: readonly RaceClient[];
  /** It has as many rounds more, in which the others are released behind the first, within the time that a write takes. */
  readonly spread: boolean;
  readonly expect: readonly RaceEntry[];
  readonly cleanup: readonly RequestTemplate[];
}

export interface RaceClient {
  readonly id: string;
  readonly copies: number;
  readonly request: RequestTemplate;
  /** What the final read shows if this client's write is there. */
  readonly leaves?: Matcher;
}

export interface ControlStep extends StepBase {
  readonly kind: 'control';
  readonly control: 'throttle-next-write' | 'refuse-next-write';
}

export interface WaitStep extends StepBase {
  readonly kind: 'wait';
  /** Milliseconds, or a token that gives seconds. */
  readonly wait: Milliseconds | Template;
}

/** A request before its tokens are resolved. */
export interface RequestTemplate {
  /** A method, or $(case.name) where every case gives one. */
  readonly method: Template;
  /** Sent as written; "/…" goes after the base URL, an absolute URL must have the target's origin. */
  readonly target: Template;
  readonly at: Position;
  /** Identity; undefined: the scenario's; "nobody": no credentials. */
  readonly as?: string;
  readonly query: Readonly<Record<string, ValueTemplate>>;
  /** Field lines in order; a list gives several lines of one name. */
  readonly headers: readonly (readonly [name: string, values: readonly Template[]])[];
  /** Default headers left out, lower case. */
  readonly without: readonly string[];
  readonly ifMatch?: TagForm;
  readonly ifNoneMatch?: TagForm;
  readonly body?: BodyTemplate;
}

/** How a conditional header is written (docs/suite-language.md, "Version tokens"). */
export type TagForm =
  | { readonly form: 'any' }
  | { readonly form: 'as-received' | 'weak' | 'quoted' | 'bare'; readonly token: Template }
  | { readonly form: 'list'; readonly tokens: readonly Template[] }
  /** `lowercased`: the field name goes out in lower case. */
  | { readonly form: 'raw'; readonly lines: ValueTemplate; readonly lowercased?: true };

export type BodyTemplate =
  | { readonly kind: 'json'; readonly value: ValueTemplate; readonly edit: readonly ValueTemplate[] | Template }
  | { readonly kind: 'json-patch'; readonly operations: ValueTemplate }
  | { readonly kind: 'text'; readonly text: Template }
  | {
      readonly kind: 'batch';
      readonly parts: readonly (BatchPart | ChangeSet)[];
      /** The part that the request is about: its answer is taken for the answer. */
      readonly about?: string;
    };

export interface BatchPart {
  readonly kind: 'part';
  readonly id: string;
  readonly copies: number;
  readonly request: RequestTemplate;
}

export interface ChangeSet {
  readonly kind: 'change-set';
  readonly id: string;
  readonly parts: readonly BatchPart[];
}

export type CaptureSource =
  | { readonly from: 'body'; readonly place: Place }
  | { readonly from: 'header'; readonly name: string };

export type Capture = CaptureSource & { readonly part?: string; readonly secret: boolean };

/**
 * One judged statement: facts, and the rule they belong to. An entry as written may make several: each of its effects,
 * and the tally and the history of a race, are judged by themselves.
 */
export type Entry = StepEntry | RaceEntry;

/** What an entry says besides its facts. */
export interface EntryBase {
  /** A rule id, or a template over $(case.…); "" where no rule covers it. */
  readonly rule: RuleId | Template;
  /** The law of a form of write that no rule covers: whether it holds is told, never judged. */
  readonly undocumented?: FormLaw;
  readonly at: Position;
  readonly because?: string;
  /** May only lower the rule's own level. */
  readonly level?: Level;
  readonly editions?: readonly string[];
  readonly needs: readonly string[];
}

/** A law for a form of write. */
export interface FormLaw {
  readonly form: string;
  readonly law: string;
}

/** Judged on the answer to a request, and on what is read around it. */
export interface StepEntry extends EntryBase {
  readonly for?: undefined;
  readonly facts: StepFacts;
}

/** Judged on a race as a whole, or on those of its answers that it selects. */
export type RaceEntry = WholeRaceEntry | SelectingEntry;

/**
 * One that is judged on a race as a whole.
 * @internal
 */
export interface WholeRaceEntry extends EntryBase {
  readonly for?: undefined;
  readonly facts: RaceFacts;
}

/** Judged on every answer that it selects, of a race or (an invariant) of everything. */
export interface SelectingEntry extends EntryBase {
  readonly for: Selection;
  readonly facts: AnswerFacts;
}

/*
 * Facts, by what they can be judged on: whoever judges them must have all of it at hand, so that none holds because
 * nobody looked. All facts of a set must hold; absent members say nothing.
 */

/** Any facts, for those who look through them: which requests, schemas or statuses they name. */
export interface FactSet extends Omit<StepFacts, 'either'>, Omit<RaceFacts, 'either'> {
  readonly either?: readonly (readonly [name: string, facts: FactSet])[];
}

interface Positioned {
  /** Positions of the facts, keyed "status", "headers/etag", "body", "body//error/code", "effect", … */
  readonly positions: Readonly<Record<string, Position>>;
}

/** What one answer says by itself. */
export interface AnswerFacts extends Positioned {
  readonly status?: StatusMatcher;
  readonly headers?: readonly (readonly [name: string, matcher: Matcher])[];
  readonly body?: Matcher;
  readonly text?: Matcher;
  /** Path of the request below the base URL, raw, without query: where answers are selected. */
  readonly path?: Matcher;
}

/** Selects answers: those of these methods on which the facts hold. */
export interface Selection extends AnswerFacts {
  readonly method?: readonly string[];
}

/** What is said of a request: its answer, the answers in a batch's answer, and what it changed. */
export interface StepFacts extends AnswerFacts {
  readonly part?: string;
  readonly parts?: readonly string[];
  readonly effect?: Effect;
  readonly either?: readonly (readonly [name: string, facts: StepFacts])[];
}

/** What is said of a race as a whole. */
export interface RaceFacts extends Positioned {
  readonly tally?: Tally;
  readonly history?: History;
  readonly either?: readonly (readonly [name: string, facts: RaceFacts])[];
}

/** 204, "4xx", a token, or several of them. */
export type StatusMatcher = readonly (number | '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | Template)[];

export interface Tally {
  readonly counts: readonly (readonly [status: string, count: Matcher])[];
  /** Statuses that may occur besides; undefined: none. */
  readonly rest?: StatusMatcher;
}

export interface History {
  /** What all clients do, or what each does, by its id. */
  readonly model: HistoryModel | Readonly<Record<string, HistoryModel>>;
  readonly read: RequestTemplate;
  readonly refused: StatusMatcher;
  /** Statuses that say that the write created what was not there; other successes then found it there. */
  readonly created?: StatusMatcher;
  /** The anomalies that fail the entry; any other is reported as observed and leaves it inconclusive. */
  readonly forbids: readonly AnomalyKind[];
}

/**
 * compare-and-set: conditional on the version before the race; register: overwrites what the others wrote; set: adds
 * beside it.
 */
export type HistoryModel = (typeof historyModels)[number];

export const historyModels = ['compare-and-set', 'register', 'set'] as const;

/** What a history may show that no order of its operations explains (docs/judging-an-api.md, "Anomalies"). */
export type AnomalyKind = (typeof anomalyKinds)[number];

export const anomalyKinds = [
  'lost-update',
  'two-winners',
  'ghost-write',
  'phantom-success',
  'stale-read',
  'resurrection',
  'unfounded-refusal',
  'unexplained-state',
] as const;

/** What a request may change of other resources, read just before and after. */
export interface Effect {
  readonly on: readonly RequestTemplate[];
  /** Places that must differ; "none": nothing may. */
  readonly changes: 'none' | readonly Place[] | Template;
  readonly may: readonly Place[];
}

/** What a value must be. Every matcher fails on a missing place except `absent`; also under `not`. */
export type Matcher =
  | { readonly kind: 'equals'; readonly value: ValueTemplate }
  | { readonly kind: 'shape'; readonly places: readonly (readonly [place: Place, matcher: Matcher])[] }
  | { readonly kind: 'not' | 'caseless' | 'rowversion' | 'each' | 'some' | 'count'; readonly matcher: Matcher }
  | { readonly kind: 'any-of' | 'all-of'; readonly matchers: readonly Matcher[] }
  | { readonly kind: 'absent' | 'present' }
  | { readonly kind: 'type'; readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array' }
  | { readonly kind: 'contains' | 'starts-with' | 'ends-with' | 'matches'; readonly text: Template }
  | { readonly kind: 'greater-than' | 'at-least' | 'less-than' | 'at-most'; readonly value: ValueTemplate }
  | {
      readonly kind: 'near';
      readonly value: ValueTemplate;
      /** In milliseconds for a time. */
      readonly tolerance: number | ExactNumber;
      readonly unit: 'number' | 'time';
    }
  | { readonly kind: 'same-words'; readonly text: Template; readonly names: readonly Template[] }
  | { readonly kind: 'same-but'; readonly value: ValueTemplate; readonly places: readonly Place[] }
  | { readonly kind: 'has'; readonly value: ValueTemplate }
  | { readonly kind: 'only-keys'; readonly names: readonly Template[] }
  | { readonly kind: 'ascending' | 'descending'; readonly places: readonly Place[]; readonly along: 'array' | 'places' }
  | { readonly kind: 'format'; readonly format: Format }
  | { readonly kind: 'media-type'; readonly essence: Template }
  | { readonly kind: 'schema'; readonly schema: string };

export type Format =
  | 'uuid'
  | 'uuid4'
  | 'uuid7'
  | 'date-time'
  | 'utc-date-time'
  | 'weak-etag'
  | 'strong-etag'
  | 'rowversion'
  | 'integer'
  | 'uri';

/** An entry judged on every answer of every scenario of the protocol that fits its `for`. */
export type Invariant = SelectingEntry & { readonly file: string };

/** Facts of an answer that have a name, so that an author says them once: `is: name`. */
export interface NamedFact {
  readonly title: string;
  /** Why they leave latitude. */
  readonly because?: string;
  readonly facts: AnswerFacts;
}

/** What is said once for all suites of a protocol (suites/<protocol>/facts.yaml); loading puts it in where it is used. */
export interface Shorthand {
  readonly facts: Readonly<Record<string, NamedFact>>;
  /** Places that every write may change beside what it says: what `changed` leaves open. */
  readonly moves: readonly Place[];
}

/** All that a protocol's suites folder holds. */
export interface SuiteSet {
  readonly protocol: string;
  /** For suites of the user's own, which may use it as well. */
  readonly shorthand?: Shorthand;
  readonly suites: readonly Suite[];
  readonly fixtures: Readonly<Record<string, Fixture>>;
  readonly invariants: readonly Invariant[];
}

/** Location of a position in a file. */
export function locate(file: string, [line, column]: Position): SourceLocation {
  return { file, line, column };
}
