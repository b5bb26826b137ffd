/** Why a request is not carried out. A value, not an exception: every refusal comes before the first write. */
export interface Refusal {
  readonly refused: true;
  readonly status: number;
  /** Eight hexadecimal digits after "0x", or what the documentation shows. */
  readonly code: string;
  readonly message: string;
}

export function refuse(status: number, code: string, message: string): Refusal {
  return { refused: true, status, code, message };
}

/** Was this refused? */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true;
}
