import type { RuleId } from './rule.ts';

/**
 * Which assertions each known bug of a protocol fails: what `prove` found out, kept as spec/<id>/proof.json. `explain` shows
 * it, and a failing run is compared with it.
 */
export interface FaultDictionary {
  readonly protocol: string;
  /** Ids (core/assertion-id.ts) of every assertion that is judged when nothing is wrong, sorted. */
  readonly assertions: readonly string[];
  readonly bugs: readonly KnownBug[];
}

/** One bug on purpose, and what becomes of the assertions under it. All others pass. */
export interface KnownBug {
  readonly id: string;
  readonly title: string;
  /** "protocol": declared by the core; "kernel": a bug that belongs to no protocol. */
  readonly kind: 'protocol' | 'kernel';
  /** Editions it was proven in. */
  readonly editions: readonly string[];
  /** Rules it is about: it declares that it fails them. None for a bug of the kernel. */
  readonly rules: readonly RuleId[];
  /**
   * Assertions it fails, as ascending indexes: declared are those of its own rules, company all others, unless they are
   * inherited.
   */
  readonly fails: readonly number[];
  /** Those of `fails` that only inherit what an earlier exchange got wrong. */
  readonly inherited: readonly number[];
  /** Assertions that cannot be judged under it, as ascending indexes: what they presuppose did not hold. */
  readonly unjudged: readonly number[];
}

/** The rule an assertion id ends in. */
export function ruleOfAssertion(id: string): RuleId {
  return id.slice(id.lastIndexOf(' ') + 1);
}
