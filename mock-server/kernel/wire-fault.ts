/** What becomes of an answer on its way to the client. */
export type WireFault =
  /** The connection is reset: there is no answer. */
  | { readonly kind: 'reset' }
  /** Nothing comes for so long, then the connection is closed. */
  | { readonly kind: 'silence'; readonly ms: number }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: 'truncated' }
  /** Content-Length says less than there is. */
  | { readonly kind: 'wrong-length' };
