import type { HttpResponse } from '../../core/http.ts';
import { changeJsonBody } from './change-json-body.ts';
import { addMembers, reorderMembers, respellNumbers } from './json-changes.ts';
import type { Variant } from './protocol-core.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A lawful difference that works on messages, whatever the protocol. */
export interface KernelVariant extends Variant {
  /** Another spelling of the same answer. */
  change?(response: HttpResponse, random: SeededRandom): HttpResponse;
  /** Milliseconds the answer is held back. */
  delayMs?(random: SeededRandom): number;
  /** Somebody else writes before and after every request. */
  readonly disturbs?: true;
}

/** Every lawful difference of the kernel. A protocol names those its own rules forbid (`unlawfulVariants`). */
export const kernelVariants: readonly KernelVariant[] = [
  {
    id: 'header-name-case',
    title: 'Header names in lower or upper case',
    because: 'RFC 9110 §5.1: field names compare without case.',
    change: (response, random) => {
      const upper = random.next() < 0.5;
      const respell = (name: string): string => (upper ? name.toUpperCase() : name.toLowerCase());
      return { ...response, headers: response.headers.map(([name, value]) => [respell(name), value]) };
    },
  },
  {
    id: 'extra-headers',
    title: 'Header fields nobody asked for',
    because: 'RFC 9110 §5.1: unknown fields are ignored.',
    change: (response, random) => ({
      ...response,
      headers: [
        ['X-Request-Id', String(Math.floor(random.next() * 1e9))],
        ['X-Content-Type-Options', 'nosniff'],
        ...response.headers,
        ['Server-Timing', 'app;dur=1.5'],
      ],
    }),
  },
  {
    id: 'member-order',
    title: 'Members of JSON objects in another order',
    because: 'RFC 8259 §4: an object is an unordered collection.',
    change: (response, random) => changeJsonBody(response, (json) => reorderMembers(json, random)),
  },
  {
    id: 'number-spelling',
    title: '1.0 where others write 1',
    because: 'RFC 8259 §6: both texts are the same number.',
    change: (response) => changeJsonBody(response, respellNumbers),
  },
  {
    id: 'extra-members',
    title: 'A JSON member nobody knows',
    because: 'Clients must ignore members they do not know, or no API could ever grow.',
    change: (response) => changeJsonBody(response, addMembers),
  },
  {
    id: 'slow-answers',
    title: 'Answers that take their time',
    because: 'No rule limits how long an answer may take.',
    delayMs: (random) => 1 + Math.floor(random.next() * 6),
  },
  {
    id: 'busy',
    title: 'Rows of others everywhere, and somebody else writing all the time',
    because: 'A server has other clients.',
    disturbs: true,
  },
];
