import type { DialogRow } from './dialog-row.ts';

/** How a change came about. */
export interface ChangeKind {
  readonly silent: boolean;
  /** Deleting and restoring leave both stamps alone. */
  readonly keepsStamps?: boolean;
  /** A child was added through its own endpoint. */
  readonly throughChild?: 'activity' | 'transmission';
  /** Defect: the change is not stored. */
  readonly acknowledgedOnly?: boolean;
  /** Defect: stamps out of the body. */
  readonly stampsAsSent?: Partial<DialogRow>;
}
