import { decodeUtf8 } from '../../../core/http.ts';
import { isWrite, type Move } from '../move.ts';
import { broken, type ClientLaw, kept } from './finding.ts';
import { showsRow, tokensOf } from './moves-of-row.ts';

/** Does this text stand in an answer, as JSON has it? Rows come in the answers of others, too, where nobody reads them. */
function standsIn(token: string, before: readonly Move[]): boolean {
  const text = JSON.stringify(token).slice(1, -1);
  return before.some(({ response }) => decodeUtf8(response.body).includes(text));
}

/** Every write that goes for a version names one that the client was given for this row, as it was given. */
export const sendsTokensAsGiven: ClientLaw = (moves) =>
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
export const sendsNewestToken: ClientLaw = (moves) =>
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
export const changesWhatItRead: ClientLaw = (moves) =>
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
export const wantsTheRowThere: ClientLaw = (moves) =>
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
export const namesNoVersion: ClientLaw = (moves) =>
  moves.flatMap((move) => {
    const { act, condition } = move.asks;
    if (act !== 'update' || condition === undefined) return [];
    return [condition.kind === 'version' ? broken(move, '*', condition.token) : kept(move)];
  });
