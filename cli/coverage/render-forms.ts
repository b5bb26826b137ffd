import { indent } from '../../reporters/console/indent.ts';
import { paint, type Style } from '../../reporters/console/style.ts';
import { displayWidth } from '../../reporters/text/display-width.ts';
import { padEnd } from '../../reporters/text/fit.ts';
import { neutralizeLine } from '../../reporters/text/neutralize.ts';
import { type CellCoverage, countCells, type FormsCoverage } from './find-forms.ts';

/**
 * Forms of write × laws, a form a line: the rule of each cell, "?" where none covers it, "-" where it cannot be tried, "✗"
 * before what is missing something. Nothing for a protocol without forms.
 */
export function renderForms(coverage: FormsCoverage, style: Style): string[] {
  const { laws, forms } = coverage;
  if (forms.length === 0) return [];
  const head = ['form of write', ...laws.map(([id]) => id)];
  const rows = forms.map(({ id, cells }) => [
    id,
    ...laws.map(([law]) => cellText(cells.find((cell) => cell.law === law))),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => displayWidth(row[column] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => padEnd(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const { cells, undocumented } = countCells(coverage);
  return [
    paint(style, 'strong', 'Forms of write and the laws they stand under'),
    ...indent(2, [paint(style, 'muted', line(head)), ...rows.map(line)]),
    `${forms.length} forms of write, ${cells} cells, ${undocumented} undocumented (${percent(undocumented, cells)})`,
  ];
}

/** A share in whole percent. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((100 * part) / whole)} %`;
}

function cellText(coverage: CellCoverage | undefined): string {
  if (!coverage) return '';
  const { cell, gaps } = coverage;
  const text = typeof cell === 'string' ? neutralizeLine(cell) : 'none' in cell ? '-' : '?';
  return gaps.length === 0 ? text : `✗ ${text}`;
}
