/** A place in an input file. Line and column count from 1, columns in UTF-16 units. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One fault found in an input file: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly location: SourceLocation;
  /** How many characters of the line the fault covers, for the code frame. */
  readonly length?: number;
  /** What to do: "did you mean …?", "quote it". */
  readonly hint?: string;
  /** Lines of the file that are never shown: secrets stand in them. */
  readonly conceals?: readonly number[];
}
