import type { Move } from '../move.ts';
import { broken, type ClientLaw, kept } from './finding.ts';
import { nextWriteOf, showsRow } from './moves-of-row.ts';

/** After a conflict a row is read again before it is written again. */
export const readsAfterConflict: ClientLaw = (moves) =>
  conflicts(moves).map(({ move, row, after }) => {
    const again = nextWriteOf(row, after);
    if (again === undefined) return kept(move);
    const between = after.slice(0, after.indexOf(again));
    return showsRow(row, between)
      ? kept(again)
      : broken(again, `a read of ${row} after the conflict, before it is written again`, `written again without one`);
  });

/** After a conflict no write forces its way. */
export const forcesNothing: ClientLaw = (moves) =>
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
export const dropsNoChange: ClientLaw = (moves) =>
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
