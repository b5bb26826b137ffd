import { type HeaderField, headerValue } from '../../../core/http.ts';
import { isWrite, type Move } from '../move.ts';
import { broken, type ClientLaw, type Finding, kept } from './finding.ts';

// Clocks of two processes, and the way between them.
const toleranceMs = 50;

/** Who is told to come again later does not come sooner. */
export const waitsAsTold: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    if (move.says.outcome !== 'throttled') return [];
    const seconds = Number(headerValue(move.response.headers, 'retry-after'));
    if (!(seconds > 0)) return [];
    const again = moves.slice(index + 1).find((later) => isWrite(later));
    if (again === undefined) return [kept(move)];
    const waitedMs = again.startedMs - move.endedMs;
    return [
      waitedMs >= seconds * 1000 - toleranceMs
        ? kept(again)
        : broken(again, `no write before ${seconds} s are over`, `a write after ${(waitedMs / 1000).toFixed(2)} s`),
    ];
  });

/** A write of which no answer came is not sent again before somebody has looked what became of it. */
export const looksBeforeRepeating: ClientLaw = (moves) =>
  repeats(moves, ({ staged }) => staged?.kind === 'answer-lost');

/** Nor is one that was refused for a while, or by something in between. */
export const repeatsOnlyReads: ClientLaw = (moves) =>
  repeats(moves, (move) => isWrite(move) && [429, 502, 503, 504].includes(move.response.status));

function repeats(moves: readonly Move[], isOpen: (move: Move) => boolean): readonly Finding[] {
  return moves.flatMap((move, index) => {
    if (!isOpen(move)) return [];
    const after = moves.slice(index + 1);
    const again = after.find((later) => isSame(later, move));
    if (again === undefined) return [kept(move)];
    return [
      after.slice(0, after.indexOf(again)).some(({ asks }) => asks.act === 'read')
        ? kept(again)
        : broken(again, 'a read that tells whether it was done, before it is sent again', 'sent again blindly'),
    ];
  });
}

function isSame({ asks, request }: Move, other: Move): boolean {
  return asks.act === other.asks.act && asks.row === other.asks.row && request.target === other.request.target;
}

/** Credentials that were refused are not sent again. */
export const renewsCredentials: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    if (move.says.outcome !== 'unauthenticated') return [];
    const refused = credentialsOf(move.request.headers);
    const again = moves.slice(index + 1).find(({ asks }) => asks.act !== 'sign-in');
    if (again === undefined) return [kept(move)];
    return [
      credentialsOf(again.request.headers) === refused
        ? broken(again, 'other credentials than those that were refused', 'the same')
        : kept(again),
    ];
  });

function credentialsOf(headers: readonly HeaderField[]): string {
  return headerValue(headers, 'authorization') ?? '';
}
