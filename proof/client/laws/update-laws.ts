import { broken, type ClientLaw, kept } from './finding.ts';
import { nextWriteOf, showsRow } from './moves-of-row.ts';

/** A partial update sets only what it changes. */
export const sendsOnlyChanges: ClientLaw = (moves) =>
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

/** A success that did nothing is found out: the row is read again, before it is written again. */
export const readsWhatItWrote: ClientLaw = (moves) =>
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
