import { decodeUtf8, type HeaderField, headerValue } from '../../core/http.ts';
import { isWrite, type Move } from './move.ts';

/** What one law says of one move: that it was kept there, or how it was broken. */
interface Finding {
  /** Number of the move. */
  readonly move: number;
  readonly kept: boolean;
  /** Of one that was broken. */
  readonly expected?: string;
  readonly actual?: string;
}

/**
 * A law of clients, as a rule of a catalogue names it (`law`). It is given all moves of one play, and finds the places where it was
 * kept or broken; none: the client never came to where it says anything.
 */
export type ClientLaw = (moves: readonly Move[]) => readonly Finding[];

const kept = ({ number }: Move): Finding => ({ move: number, kept: true });
const broken = ({ number }: Move, expected: string, actual: string): Finding => ({
  move: number,
  kept: false,
  expected,
  actual,
});

/** Version tokens that the client has been given for a row before a move, the last of them last. */
function tokensOf(row: string, before: readonly Move[]): readonly string[] {
  return before.flatMap(({ says }) => says.shows.flatMap((one) => (one.row === row ? (one.token ?? []) : [])));
}

const nextWriteOf = (row: string, after: readonly Move[]): Move | undefined =>
  after.find((move) => isWrite(move) && move.asks.row === row);

function showsRow(row: string, moves: readonly Move[]): boolean {
  return moves.some(({ says }) => says.shows.some((one) => one.row === row));
}

/** Does this text stand in an answer, as JSON has it? Rows come in the answers of others, too, where nobody reads them. */
function standsIn(token: string, before: readonly Move[]): boolean {
  const text = JSON.stringify(token).slice(1, -1);
  return before.some(({ response }) => decodeUtf8(response.body).includes(text));
}

/** Every write that goes for a version names one that the client was given for this row, as it was given. */
const sendsTokensAsGiven: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    const { row, condition } = move.asks;
    if (!isWrite(move) || row === undefined || condition?.kind !== 'version') return [];
    const given = tokensOf(row, moves.slice(0, index));
    if (given.includes(condition.token)) return [kept(move)];
    if (given.length === 0 && standsIn(condition.token, moves.slice(0, index))) return [kept(move)];
    const last = given.at(-1);
    const expected = last === undefined ? 'a version that the server has given for this row' : last;
    return [broken(move, expected, condition.token)];
  });

/** The version that a write goes for is the newest that the client knows of. */
const sendsNewestToken: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    const { row, condition } = move.asks;
    if (!isWrite(move) || row === undefined || condition?.kind !== 'version') return [];
    const given = tokensOf(row, moves.slice(0, index));
    const newest = given.at(-1);
    // Another law speaks of one that was never given.
    if (newest === undefined || !given.includes(condition.token)) return [];
    return [
      condition.token === newest
        ? kept(move)
        : broken(move, `${newest}, the last that the client was given`, `${condition.token}, which is older`),
    ];
  });

/** Who has read a row changes it on the condition that it still is as it was read. */
const changesWhatItRead: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    const { act, row, condition } = move.asks;
    if (act !== 'update' || row === undefined || tokensOf(row, moves.slice(0, index)).length === 0) return [];
    return [
      condition?.kind === 'version'
        ? kept(move)
        : broken(
            move,
            'the version that was read, as the condition',
            condition === undefined ? 'no condition' : 'any version will do',
          ),
    ];
  });

/** Who changes a row that it has read says that the row must be there. */
const wantsTheRowThere: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    const { act, row, condition } = move.asks;
    if (act !== 'update' || row === undefined || !showsRow(row, moves.slice(0, index))) return [];
    return [
      condition !== undefined && condition.kind !== 'not-there'
        ? kept(move)
        : broken(move, 'If-Match: *', 'no If-Match'),
    ];
  });

/** No write goes for a version where there are none. */
const namesNoVersion: ClientLaw = (moves) =>
  moves.flatMap((move) => {
    const { act, condition } = move.asks;
    if (act !== 'update' || condition === undefined) return [];
    return [condition.kind === 'version' ? broken(move, '*', condition.token) : kept(move)];
  });

/** After a conflict a row is read again before it is written again. */
const readsAfterConflict: ClientLaw = (moves) =>
  conflicts(moves).map(({ move, row, after }) => {
    const again = nextWriteOf(row, after);
    if (again === undefined) return kept(move);
    const between = after.slice(0, after.indexOf(again));
    return showsRow(row, between)
      ? kept(again)
      : broken(again, `a read of ${row} after the conflict, before it is written again`, `written again without one`);
  });

/** After a conflict no write forces its way. */
const forcesNothing: ClientLaw = (moves) =>
  conflicts(moves).map(({ move, row, after }) => {
    const again = nextWriteOf(row, after);
    if (again === undefined || again.asks.condition?.kind === 'version') return kept(again ?? move);
    const actual = again.asks.condition === undefined ? 'no condition' : 'any version will do';
    return broken(again, 'the version that was read after the conflict, as the condition', actual);
  });

function conflicts(moves: readonly Move[]) {
  return moves.flatMap((move, index) => {
    const { row } = move.asks;
    return move.says.outcome === 'conflict' && row !== undefined ? [{ move, row, after: moves.slice(index + 1) }] : [];
  });
}

/** What somebody else has written is not overwritten unseen. */
const dropsNoChange: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    const { staged, asks } = move;
    if (staged?.kind !== 'somebody-else-wrote' || asks.row === undefined) return [];
    const { row } = asks;
    const { member, value } = staged;
    let seen = false;
    for (const later of moves.slice(index)) {
      const { sets, act, row: of, whole } = later.asks;
      const overwrites =
        act === 'update' && of === row && (sets?.has(member) === true ? sets.get(member) !== value : whole === true);
      if (overwrites && later.says.outcome === 'done' && !seen)
        return [
          broken(
            later,
            `${member} ${value}, or read again before it is changed`,
            `overwritten unseen with ${sets?.get(member) ?? 'nothing'}`,
          ),
        ];
      if (later.asks.act === 'read' && showsRow(row, [later])) seen = true;
    }
    return [kept(move)];
  });

// Clocks of two processes, and the way between them.
const toleranceMs = 50;

/** Who is told to come again later does not come sooner. */
const waitsAsTold: ClientLaw = (moves) =>
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
const looksBeforeRepeating: ClientLaw = (moves) => repeats(moves, ({ staged }) => staged?.kind === 'answer-lost');

/** Nor is one that was refused for a while, or by something in between. */
const repeatsOnlyReads: ClientLaw = (moves) =>
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

/** A partial update sets only what it changes. */
const sendsOnlyChanges: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    const { act, row, sets, whole } = move.asks;
    if (act !== 'update' || whole || row === undefined || sets === undefined || sets.size === 0) return [];
    const last = moves
      .slice(0, index)
      .flatMap(({ says }) => says.shows.filter((one) => one.row === row && one.values.size > 0))
      .at(-1);
    if (!last) return [];
    const same = [...sets].flatMap(([name, value]) => (last.values.get(name) === value ? [name] : []));
    return [
      same.length < sets.size && same.length === 0
        ? kept(move)
        : broken(move, 'only members that change', `also ${same.join(', ')}, as read`),
    ];
  });

/** Credentials that were refused are not sent again. */
const renewsCredentials: ClientLaw = (moves) =>
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

/** A success that did nothing is found out: the row is read again, before it is written again. */
const readsWhatItWrote: ClientLaw = (moves) =>
  moves.flatMap((move, index) => {
    const { row } = move.asks;
    if (move.says.outcome !== 'nothing' || row === undefined) return [];
    const after = moves.slice(index + 1);
    const again = nextWriteOf(row, after);
    return [
      showsRow(row, again === undefined ? after : after.slice(0, after.indexOf(again)))
        ? kept(move)
        : broken(move, `a read of ${row} afterwards`, 'taken for done'),
    ];
  });

/** Every law there is, by the name that rules have for it. */
export const clientLaws: Readonly<Record<string, ClientLaw>> = {
  'sends-tokens-as-given': sendsTokensAsGiven,
  'sends-newest-token': sendsNewestToken,
  'changes-what-it-read': changesWhatItRead,
  'wants-the-row-there': wantsTheRowThere,
  'names-no-version': namesNoVersion,
  'reads-after-conflict': readsAfterConflict,
  'forces-nothing': forcesNothing,
  'drops-no-change': dropsNoChange,
  'waits-as-told': waitsAsTold,
  'looks-before-repeating': looksBeforeRepeating,
  'repeats-only-reads': repeatsOnlyReads,
  'sends-only-changes': sendsOnlyChanges,
  'renews-credentials': renewsCredentials,
  'reads-what-it-wrote': readsWhatItWrote,
};
