import { isWrite, type Move } from '../move.ts';

/** Version tokens that the client has been given for a row before a move, the last of them last. */
export function tokensOf(row: string, before: readonly Move[]): readonly string[] {
  return before.flatMap(({ says }) => says.shows.flatMap((one) => (one.row === row ? (one.token ?? []) : [])));
}

/** The first write of a row among these. */
export const nextWriteOf = (row: string, after: readonly Move[]): Move | undefined =>
  after.find((move) => isWrite(move) && move.asks.row === row);

/** Does an answer of these show the row? */
export function showsRow(row: string, moves: readonly Move[]): boolean {
  return moves.some(({ says }) => says.shows.some((one) => one.row === row));
}
