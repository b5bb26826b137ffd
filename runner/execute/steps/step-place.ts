import type { Root, Scope } from '../../values/scope.ts';

/** Where a step stands: its scope, the file it is written in, and whether it prepares or is judged. */
export interface StepPlace {
  readonly scope: Scope;
  readonly roots: Map<string, Root>;
  readonly file: string;
  readonly role: 'given' | 'step';
  /** Id in the report: fixture steps carry the name of the use, "dialog.create". */
  readonly label: string;
}
