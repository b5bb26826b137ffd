import type { Policy } from '../policy.ts';

/** What the page is told beside the report. */
export interface HtmlOptions {
  readonly policy: Policy;
  /** Address of the catalogue's site: rules link to their pages. */
  readonly site?: string;
}
