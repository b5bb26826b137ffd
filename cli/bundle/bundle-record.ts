import type { Json } from '../../core/json.ts';
import type { FailureMark } from './same-failure.ts';

/** What a folder with a failure says of itself, for `replay` (bundle.json). */
export interface BundleRecord {
  readonly format: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly protocol: string;
  readonly edition: string;
  /** Base URL, without credentials. */
  readonly target: string;
  /** It failed on the bundled server, which ended with the run. */
  readonly bundled: boolean;
  /** Id of the scenario, with its case. */
  readonly scenario: string;
  /** Its id in scenario.yaml, with its case; undefined: there is none, since its suite could not be cut. */
  readonly cut?: string;
  readonly failures: readonly FailureMark[];
  /** Bindings of the target that hold no secret. */
  readonly bindings: Readonly<Record<string, Json>>;
  /** Bindings that do, and have to be given again. */
  readonly secretBindings: readonly string[];
  /** Header fields that a user sent with every request, by name. */
  readonly headers: readonly string[];
  /** Identities that had credentials. */
  readonly identities: readonly string[];
  readonly raceRounds: number;
}

/** What the folder above them says of itself (bundles.json). */
export interface BundleIndex {
  readonly format: 1;
  readonly folders: readonly string[];
}

export const recordFile = 'bundle.json';
export const indexFile = 'bundles.json';
/** The suite that was cut, and its id behind that of the protocol. */
export const suiteFile = 'scenario.yaml';
export const suiteName = 'scenario';
