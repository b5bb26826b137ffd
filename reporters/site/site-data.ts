import type { ExchangeRecord, Mismatch } from '../../core/report.ts';

/** All that a site of the catalogue shows, as data. */
export interface SiteData {
  readonly tool: { readonly name: string; readonly version: string };
  readonly protocols: readonly SiteProtocol[];
  /** Recordings were looked for and found; the package carries none. */
  readonly hasRecordings: boolean;
}

export interface SiteProtocol {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly SiteRule[];
  /** Products, in the order of the columns of the table. */
  readonly results: readonly ProductResult[];
}

export interface SiteRule {
  readonly id: string;
  readonly level: string;
  readonly statement: string;
  readonly evidence: string;
  readonly party: string;
  readonly gating: boolean;
  readonly editions: readonly string[];
  readonly feature?: string;
  readonly untestable?: string;
  readonly sources: readonly { readonly title: string; readonly where?: string; readonly url?: string }[];
  readonly statements: readonly { readonly where: string; readonly says: string }[];
  readonly scenarios: readonly {
    readonly id: string;
    readonly title: string;
    readonly place: string;
    readonly says: readonly (readonly string[])[];
  }[];
  readonly bugs: readonly SiteBug[];
  /** So many known bugs are about the rule. */
  readonly allBugs: number;
  readonly related: readonly { readonly id: string; readonly statement: string }[];
  readonly observed: readonly SiteRecording[];
}

/** A known bug, with the answer by which a scenario sees it and the one of a server without it. */
export interface SiteBug {
  readonly id: string;
  readonly title: string;
  /** Undefined: it was not run. */
  readonly seen?: {
    readonly scenario: string;
    readonly broken: ExchangeRecord;
    readonly mismatches: readonly Mismatch[];
    /** Undefined: the step is not reached, or is another one. */
    readonly sound?: ExchangeRecord;
  };
}

/** What a real system answered. */
export interface SiteRecording {
  readonly product: string;
  readonly recorded: string;
  readonly exchanges: readonly ExchangeRecord[];
}

/** What a run said of a product. */
export interface ProductResult {
  readonly product: string;
  readonly version: string;
  readonly setup: string;
  readonly date: string;
  readonly edition: string;
  readonly verdict: string;
  /** Rules by what became of them: "pass", "fail", … */
  readonly rules: Readonly<Record<string, readonly string[]>>;
}
