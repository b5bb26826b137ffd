import type { Json } from '../../core/json.ts';
import type { Place } from '../../core/suite.ts';
import type { Scope } from '../values/scope.ts';
import { type MatchResult, unjudgeable } from './match-result.ts';

/** What a matcher looks at. */
export interface Subject {
  readonly value: Json | undefined;
  /** Is the thing there in which the value would be? `absent` needs it. */
  readonly parent: boolean;
  /** For a header: its field lines; the value is the first. */
  readonly lines?: readonly string[];
}

/** What matchers need to know besides. */
export interface MatchContext {
  readonly scope: Scope;
  /** Respells both sides (`caseless`, `rowversion`); undefined: cannot be spelt so. */
  readonly respell?: (value: Json) => Json | undefined;
  readonly caseless?: boolean;
  /** Places that change by themselves on this target. */
  readonly volatile?: readonly Place[];
  /** Checks a value against a schema of the protocol: what is wrong, or undefined when there is no such schema. */
  readonly schema?: (id: string, value: Json) => readonly string[] | undefined;
}

/** A header of several field lines has no one value; undefined: there is at most one. */
export function severalLines({ lines }: Subject, place: string): MatchResult | undefined {
  const number = lines?.length ?? 0;
  return number > 1 ? unjudgeable(place, 'one field line', `${number} field lines`) : undefined;
}
