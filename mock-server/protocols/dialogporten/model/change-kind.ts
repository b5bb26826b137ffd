/** How a change came about. */
export interface ChangeKind {
  readonly silent: boolean;
  /** Deleting and restoring leave both stamps alone. */
  readonly keepsStamps?: boolean;
  /** A child was added through its own endpoint. */
  readonly throughChild?: 'activity' | 'transmission';
}
