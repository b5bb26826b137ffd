import { type Refused, refusedWith } from '../../kernel/refused.ts';

/** What an error says. */
interface Fault {
  readonly status: number;
  /** Eight hexadecimal digits after "0x", or what the documentation shows. */
  readonly code: string;
  readonly message: string;
}

/** A request that is not carried out; it is put into words at the end (`respondRefusal`). */
export type Refusal = Refused<Fault>;

export function refuse(status: number, code: string, message: string): Refusal {
  return refusedWith({ status, code, message });
}
