import type { Excuses } from '../../mock-server/kernel/protocol-core.ts';
import type { MutantOutcome } from './mutant-outcome.ts';

/** What `prove` found: data, ready for JSON. Nothing in it is a verdict on a target; it is a verdict on our own checks. */
export interface ProveReport {
  readonly protocols: readonly ProtocolProof[];
  readonly durationMs: number;
}

export interface ProtocolProof {
  readonly protocol: string;
  readonly editions: readonly EditionProof[];
  readonly assertions: readonly AssertionProof[];
  readonly rules: readonly RuleProof[];
  readonly dumbServers: readonly DumbServerProof[];
  /** What the protocol asks to let pass, with reasons. */
  readonly excuses: Excuses;
  /** Everything that makes `prove` exit 1, in words. */
  readonly problems: readonly string[];
}

/** One edition of a protocol's core, proven in process. */
export interface EditionProof {
  readonly edition: string;
  readonly scenarios: number;
  readonly mutants: readonly MutantProof[];
  readonly variants: readonly VariantProof[];
}

export interface MutantProof {
  readonly id: string;
  readonly title: string;
  /** "protocol": declared by the core; "kernel": a bug that belongs to no protocol. */
  readonly kind: 'protocol' | 'kernel';
  /** Rules it declares to fail; none for a bug of the kernel. */
  readonly about: readonly string[];
  readonly outcome: MutantOutcome;
  /** How many scenario cases consulted its decision, and were run. */
  readonly scenarios: number;
  /** Rules of which an assertion failed, sorted. */
  readonly failed: readonly string[];
  /** Declared rules that nothing failed. */
  readonly missed: readonly string[];
  /** Undeclared rules that fail with it, because their assertions look at what the mutant changed. */
  readonly company: readonly string[];
  /** Assertions ("scenario/assertion RULE") that fail although the mutant changed nothing they look at. */
  readonly inherited: readonly string[];
}

export interface VariantProof {
  readonly id: string;
  readonly title: string;
  readonly kind: 'protocol' | 'kernel';
  /** How many scenario cases the server asked for it in, and were run. */
  readonly scenarios: number;
  /** Scenario cases that did not come out as with the clean core, with the first reason. */
  readonly differences: readonly string[];
}

/** One `expect` entry in one scenario case, and the mutants that fail it. */
export interface AssertionProof {
  /** "dab/if-match/x[case]/step/1 DAB-IFM-001". */
  readonly id: string;
  readonly rule: string;
  readonly killedBy: readonly string[];
  /** Why no mutant needs to. */
  readonly excuse?: string;
}

export interface RuleProof {
  readonly rule: string;
  readonly scenarios: number;
  readonly killedBy: readonly string[];
}

export interface DumbServerProof {
  readonly id: string;
  readonly title: string;
  readonly exitCode: number;
  /** MUST rules that came out as passed although the server knows nothing. */
  readonly passed: readonly string[];
  /** Those of them without a reason in the list. */
  readonly unexplained: readonly string[];
}
