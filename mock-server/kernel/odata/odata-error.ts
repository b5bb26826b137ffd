/** Why a query option could not be read. */
export type OdataErrorReason =
  | 'character'
  | 'unterminated-text'
  | 'literal'
  | 'scope'
  | 'expression-expected'
  | 'name-expected'
  | 'close-or-comma-expected'
  | 'close-or-operator-expected'
  | 'syntax'
  | 'unknown-function'
  | 'argument-count'
  | 'unknown-option'
  | 'count'
  | 'too-deep';

/** What is wrong with the text of a query option; each protocol words it in its own way. */
export interface OdataError {
  readonly reason: OdataErrorReason;
  /** Where, in UTF-16 units from the beginning of the text. */
  readonly position: number;
  /** The token that cannot stand there; empty at the end of the text. */
  readonly token: string;
}

/** What was read, or why nothing could be. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: OdataError };

/** A failed reading. */
export function odataError(
  reason: OdataErrorReason,
  { position, text }: { readonly position: number; readonly text: string },
): { readonly ok: false; readonly error: OdataError } {
  return { ok: false, error: { reason, position, token: text } };
}

/** A successful reading. */
export function parsed<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
