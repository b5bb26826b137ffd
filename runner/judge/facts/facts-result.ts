import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { Mismatch } from '../../../core/report.ts';
import { type AnomalyKind, type FactSet, locate, type Place, type Position } from '../../../core/suite.ts';
import type { MatchContext } from '../../matchers/match-context.ts';
import type { Difference } from '../../matchers/match-result.ts';
import type { TargetPlace } from '../../values/by-path.ts';
import type { Scope } from '../../values/scope.ts';

/** What facts are judged against, besides what came back. */
export interface FactGround {
  /** Tokens, without $(answer.…). */
  readonly scope: Scope;
  readonly spec: ProtocolSpec;
  readonly file: string;
  /** Where a fact stands of which nothing more is known. */
  readonly at: Position;
  readonly schema?: MatchContext['schema'];
  /** How the harness calls the target; undefined: links are taken as they are. */
  readonly place?: TargetPlace;
  /** Told of an origin that links name instead. */
  readonly renamed?: (origin: string) => void;
  /** Places that change by themselves on this target. */
  readonly volatile: readonly Place[];
}

/** How facts went. No mismatches and not inconclusive: they hold. */
export interface FactsResult {
  readonly mismatches: readonly Mismatch[];
  /** The facts that fix the outcome (status, tally, either) held. */
  readonly statusHeld: boolean;
  readonly effectHeld: boolean;
  /** The alternative of `either` that held. */
  readonly chosen?: string;
  readonly inconclusive?: string;
  /** The only reason is that nothing overlapped in a race. */
  readonly noOverlap?: boolean;
  /** Anomalies of a history that the entry does not forbid. */
  readonly observed: readonly (readonly [kind: AnomalyKind, text: string])[];
  /** What was left out, for the report. */
  readonly notes: readonly string[];
}

/** The result of facts of which there is nothing more to tell. */
export const allHold: FactsResult = { mismatches: [], statusHeld: true, effectHeld: true, observed: [], notes: [] };

/** Do all facts hold? */
export function factsHold(result: FactsResult): boolean {
  return result.mismatches.length === 0 && result.inconclusive === undefined;
}

/** Differences as mismatches of the fact that stands at `key` ("headers/etag", "body"). */
export function mismatchesAt(
  facts: Pick<FactSet, 'positions'>,
  ground: FactGround,
  key: string,
  differences: readonly (Difference & Pick<Mismatch, 'timeline'>)[],
): readonly Mismatch[] {
  return differences.map(({ place, expected, actual, timeline }) => ({
    fact: key + place,
    expected,
    actual,
    location: positionOf(facts, ground, key, place),
    ...(timeline ? { timeline } : {}),
  }));
}

/** Where a fact stands: the place itself, else the nearest thing around it that has a position. */
export function positionOf(
  { positions }: Pick<FactSet, 'positions'>,
  { file, at }: FactGround,
  key: string,
  place: string,
): Mismatch['location'] {
  const segments = place.startsWith('/') ? place.slice(1).split('/') : [];
  for (let length = segments.length; length > 0; length--) {
    const position = positions[`${key}//${segments.slice(0, length).join('/')}`];
    if (position) return locate(file, position);
  }
  return locate(file, positions[key] ?? at);
}
