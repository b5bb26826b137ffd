import type { ScenarioResult } from './report.ts';

/** One execution of a scenario with what its requests were made of, for whoever makes a script of it. Secrets are replaced. */
export interface ScenarioTrace {
  /** With the bodies of all messages, whatever came of it. */
  readonly result: ScenarioResult;
  /** By the index of an exchange: what stands in its request that nobody knew before. */
  readonly sources: readonly (readonly ValueSource[])[];
  /** Fresh values, in the order in which they were made. */
  readonly made: readonly MadeValue[];
}

/** Where a value of a request is from: an earlier answer, or the run itself. */
export type ValueSource =
  | {
      readonly from: 'answer';
      readonly exchange: number;
      /** The value, or the texts and numbers in it. */
      readonly texts: readonly string[];
      /** Where in the body it was read; undefined: in a header, or elsewhere. */
      readonly place?: string;
    }
  | { readonly from: 'made'; readonly index: number };

/** A value that a run made. */
export interface MadeValue {
  readonly kind: 'text' | 'integer' | 'uuid' | 'time';
  /** As it stands in requests. */
  readonly text: string;
  /** Of a UUID. */
  readonly version?: 4 | 7;
  /** Of a time, or of the time in a UUID: so far from the time at which it was made. */
  readonly offsetMs?: number;
}
