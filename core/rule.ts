import type { SourceLocation } from './source-location.ts';

/** A permanent rule id of a dossier: "DAB-IFM-001". Never reused, never renumbered. */
export type RuleId = string;

/** Requirement levels of RFC 2119. */
export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY';

/**
 * What a rule rests on: a vendor document, an upstream test, a recorded exchange, a strict deduction from those,
 * or an inference. Inferred rules are provisional: judged and reported, but they never decide a verdict (docs/verdicts.md#gating).
 */
export type Evidence = 'document' | 'test' | 'recording' | 'deduction' | 'inference';

/** Who keeps a rule, or breaks it. */
export type Party = 'server' | 'client';

/** Where a rule is stated. */
export interface Citation {
  /** Id of a source in the protocol's source list. */
  readonly source: string;
  /** Section, heading, line range or recorded exchange. */
  readonly where?: string;
}

/** One rule of a protocol's catalogue (spec/<id>/rules.yaml). */
export interface Rule {
  readonly id: RuleId;
  readonly protocol: string;
  readonly level: Level;
  /** One sentence with a subject: "A server refuses …". */
  readonly statement: string;
  /** Who is judged. Client rules are judged by the reference server. */
  readonly party: Party;
  /** Of a client rule: the law of clients that it is, by which `conformance client` judges (docs/judging-a-client.md). */
  readonly law?: string;
  /** Feature the target must have for the rule to apply. */
  readonly feature?: string;
  /** Editions in which the rule holds; undefined: all. */
  readonly editions?: readonly string[];
  readonly evidence: Evidence;
  readonly citations: readonly Citation[];
  /** Why no scenario can judge it. */
  readonly untestable?: string;
  /** Month the rule entered the catalogue ("2026-11"); a target file may pin one. */
  readonly since: string;
  readonly retired?: string;
  /** Ids under which all or a part of it was known before: older baselines and selections go on working. */
  readonly formerly?: readonly string[];
  /** A user's, beside those of the protocol: no reference server is known to break it. */
  readonly own?: true;
  readonly location: SourceLocation;
}

/** Does this rule decide the run's verdict (if it fails, and its level demands it)? */
export function isGating(rule: Rule): boolean {
  return rule.evidence !== 'inference';
}

/** Is the rule an absolute requirement (MUST or MUST NOT)? */
export function isMandatory(level: Level): boolean {
  return level === 'MUST' || level === 'MUST NOT';
}
