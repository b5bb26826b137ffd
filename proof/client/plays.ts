import type { Staged } from './move.ts';

/** A situation that a client is brought into: its command runs once in each, against a server with first rows. */
export interface Play {
  readonly id: string;
  readonly title: string;
  /** What happens once, at the first move that it can happen at; undefined: nothing. */
  readonly event?: Staged['kind'];
  /** Laws that say something about a client in this situation. */
  readonly laws: readonly string[];
  /** What the client has to do to come into it. */
  readonly wants: string;
}

/** Every play there is. The laws of the first hold always: whatever else happens, they are judged in all of them. */
export const plays: readonly Play[] = [
  {
    id: 'undisturbed',
    title: 'Nothing happens',
    laws: [
      'sends-tokens-as-given',
      'sends-newest-token',
      'changes-what-it-read',
      'wants-the-row-there',
      'names-no-version',
      'sends-only-changes',
    ],
    wants: 'change a row that it has read',
  },
  {
    id: 'somebody-else',
    title: "Somebody else changes a row between the client's read of it and its update",
    event: 'somebody-else-wrote',
    laws: ['reads-after-conflict', 'forces-nothing', 'drops-no-change'],
    wants: 'read a row, and set a text in it',
  },
  {
    id: 'throttled',
    title: 'The first write is refused for a second, with Retry-After',
    event: 'throttled',
    laws: ['waits-as-told', 'repeats-only-reads'],
    wants: 'write',
  },
  {
    id: 'answer-lost',
    title: 'The first write is carried out, and no answer comes',
    event: 'answer-lost',
    laws: ['looks-before-repeating', 'repeats-only-reads'],
    wants: 'write',
  },
  {
    id: 'token-expired',
    title: 'The token is good for one request',
    event: 'token-expired',
    laws: ['renews-credentials'],
    wants: 'send two requests as somebody',
  },
  {
    id: 'nothing-done',
    title: 'The first update is answered as a success, and nothing was done',
    event: 'nothing-done',
    laws: ['reads-what-it-wrote'],
    wants: 'update a row',
  },
];
