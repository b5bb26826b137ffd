import { displayWidth } from '../../reporters/text/display-width.ts';
import { padEnd, truncate } from '../../reporters/text/fit.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';

/** Lines with aligned columns; the last column takes what is left of the width. */
export function renderColumns(rows: readonly (readonly string[])[], width: number): string[] {
  const cells = rows.map((row) => row.map(neutralizeLine));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => displayWidth(row[column] ?? ''))));
  return cells.map((row) => {
    const head = row.slice(0, -1).map((cell, column) => padEnd(cell, widths[column] ?? 0));
    const line = [...head, row.at(-1) ?? ''].join('  ').trimEnd();
    return width === Number.POSITIVE_INFINITY ? line : truncate(line, width);
  });
}
